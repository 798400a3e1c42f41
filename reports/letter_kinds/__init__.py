"""Kinds of letters as data: recipients, {placeholders}, attached table."""
