"""Participant reports of online meetings, read and counted. Nothing here knows the database."""
