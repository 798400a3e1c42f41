"""Waiting for a condition instead of for a time."""

import time
from collections.abc import Callable

from django.db import connection


def wait_until(condition: Callable[[], object], *, seconds: float = 120) -> None:
    """Returns as soon as the condition holds.

    Raises:
        AssertionError: when it does not within `seconds`.
    """
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"not within {seconds} s: {condition}"
        time.sleep(0.05)


def waiting_for_a_lock() -> int:
    """How many connections to the test's database wait for a row that another one holds."""
    with connection.cursor() as cursor:
        # Inside a transaction the view would show the same moment again and again.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity "
            "WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return int(cursor.fetchone()[0])
