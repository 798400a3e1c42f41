"""Lists of other programmes: read, matched with our businesses, decided by a person if unsure."""
