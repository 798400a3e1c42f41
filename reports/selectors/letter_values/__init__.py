"""What the portal knows to write into letters, for all of a batch and for each."""
