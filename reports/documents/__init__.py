"""The same figures as files: each writer takes one selector's result and returns bytes."""
