"""Reading events and what hangs on them."""
