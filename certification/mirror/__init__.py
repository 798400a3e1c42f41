"""SiHalal's statuses as tables say them: sources of lines, and which case a line means.

Nothing here asks the database. A connection to SiHalal, should one appear, is one more `Source`.
"""
