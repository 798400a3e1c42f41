"""What works on the project itself: `make` calls it."""
