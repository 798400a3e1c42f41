"""The demo data of `manage.py load_demo`: stories from the press, told with invented people."""
