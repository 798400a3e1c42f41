"""Importing lists: columns → cleaning → matching → checking, and applying what was checked."""
