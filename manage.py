#!/usr/bin/env python
"""Django's command line."""

import os
import sys


def main() -> None:
    """Runs a command; without any database, one sentence says how to get one."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "halalportal.settings")
    # After the setting above, which they read.
    from django.core.management import execute_from_command_line  # noqa: PLC0415
    from django.db import OperationalError  # noqa: PLC0415

    from halalportal.embedded.state import running_urls  # noqa: PLC0415

    try:
        execute_from_command_line(sys.argv)
    except OperationalError:
        if "DATABASE_URL" in os.environ or running_urls():
            raise
        sys.exit(
            "There is no database: start `make demo` in another terminal, or set DATABASE_URL."
        )


if __name__ == "__main__":
    main()
