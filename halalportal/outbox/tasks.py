"""Celery's side of the outbox: the drain that beat calls, and the frame around every task."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps

from celery import Task, shared_task
from django.db import connection

from halalportal.outbox import services
from halalportal.outbox.models import Entry

logger = logging.getLogger(__name__)

RENEW_SECONDS = 15.0


@shared_task
def drain() -> None:
    """Hands due entries over; beat calls it every two seconds."""
    services.hand_over()


@contextmanager
def _kept_alive(entry: Entry) -> Iterator[None]:
    """Renews the lease beside the work: a killed worker stops renewing, and the sweeper acts."""
    stop = threading.Event()

    def beat() -> None:
        while not stop.wait(RENEW_SECONDS):
            services.renew(entry)
        connection.close()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def outbox_task(work: Callable[..., None]) -> Task:
    """Makes `work(**payload)` a Celery task that runs for one outbox entry.

    The work runs at least once and must be safe to run twice. When it raises, the entry is given
    back with a pause and parked after `services.MAX_ATTEMPTS` tries.
    """

    @wraps(work)
    def run(entry_id: int) -> None:
        entry = services.claim(entry_id)
        if entry is None:
            return
        try:
            with _kept_alive(entry):
                work(**entry.payload)
        except Exception as error:
            logger.exception("Outbox entry %s failed", entry.pk)
            services.give_back(entry, f"{type(error).__name__}: {error}")
        else:
            services.finish(entry)

    task: Task = shared_task(run)
    return task
