"""Whom a batch of letters goes to, and what the portal knows to write to each of them."""
