"""Reads that join the apps below; they return frozen dataclasses."""
