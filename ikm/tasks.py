"""The jobs of imports: load, call the service, tell the person where the result is."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.db import connections
from django.urls import reverse

from halalportal.jobs.registry import JobCancelledError, JobFailedError, Progress, job_handler
from halalportal.lib.formats import number
from ikm.enums import ImportStatus
from ikm.errors import ImportNotUndoneError
from ikm.models import ImportBatch
from ikm.services.imports import applying, batches, checking, undoing


@job_handler(batches.CHECK_JOB)
def check_import(progress: Progress, batch_id: int) -> None:
    """Checks every row of the file of a batch."""
    batch = ImportBatch.objects.get(pk=batch_id)
    try:
        with _reporting_beside(progress) as report:
            batch = checking.check(batch=batch, report=report)
    except JobCancelledError:
        batches.step_back(batch=batch)
        raise
    if batch.status == ImportStatus.REJECTED:
        raise JobFailedError(batch.message)
    progress.link(_address(batch), f"{number(batch.total)} baris diperiksa.")


@job_handler(batches.APPLY_JOB)
def apply_import(progress: Progress, batch_id: int) -> None:
    """Writes the accepted rows of a batch."""
    batch = ImportBatch.objects.get(pk=batch_id)
    try:
        with _reporting_beside(progress) as report:
            batch = applying.apply(batch=batch, report=report)
    except JobCancelledError:
        batches.step_back(batch=batch)
        raise
    progress.link(_address(batch), f"{number(batch.accepted_count)} usaha diimpor.")


@job_handler(batches.UNDO_JOB)
def undo_import(progress: Progress, batch_id: int) -> None:
    """Takes back what a batch wrote."""
    batch = ImportBatch.objects.get(pk=batch_id)
    try:
        with _reporting_beside(progress) as report:
            batch = undoing.undo(batch=batch, report=report)
    except JobCancelledError:
        batches.step_back(batch=batch)
        raise
    except ImportNotUndoneError as error:
        batches.step_back(batch=batch)
        raise JobFailedError(str(error)) from error
    progress.link(_address(batch), "Impor dibatalkan.")


def _address(batch: ImportBatch) -> str:
    return reverse("ikm:import-detail", args=[batch.pk])


@contextmanager
def _reporting_beside(progress: Progress) -> Iterator[Callable[[int, int], None]]:
    """Reports over a connection of its own: others see it before the import's transaction ends."""
    with ThreadPoolExecutor(max_workers=1) as beside:

        def report(done: int, total: int) -> None:
            beside.submit(progress.report, done, total).result()

        try:
            yield report
        finally:
            beside.submit(connections.close_all).result()  # those of that thread
