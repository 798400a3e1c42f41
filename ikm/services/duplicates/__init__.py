"""Records that may be one business: found, decided by a person, merged, and taken apart again."""
