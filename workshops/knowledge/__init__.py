"""Arithmetic of what people learned, without the database."""
