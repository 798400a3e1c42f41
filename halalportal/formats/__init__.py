"""Date and number formats that differ from Django's own Indonesian ones (FORMAT_MODULE_PATH)."""
