"""The kinds of letters as data: whom they go to, which {placeholders} they offer, what is attached."""
