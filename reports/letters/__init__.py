"""What a letter is made of, as plain data."""
