"""Reporting progress out of a long transaction."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.db import connections

from halalportal.jobs.registry import Progress


@contextmanager
def reporting_beside(progress: Progress) -> Iterator[Callable[[int, int], None]]:
    """Reports over a connection of its own: others see it before the work's transaction ends."""
    with ThreadPoolExecutor(max_workers=1) as beside:

        def report(done: int, total: int) -> None:
            beside.submit(progress.report, done, total).result()

        try:
            yield report
        finally:
            beside.submit(connections.close_all).result()  # those of that thread
