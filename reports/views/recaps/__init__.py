"""The recaps of a programme on the screen and as files, and the targets of indicators."""
