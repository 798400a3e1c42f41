"""Indonesian formats, as offices write them."""
