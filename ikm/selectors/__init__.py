"""Reads that join, match or aggregate."""
