"""Two tables at once, a worker killed in between, and twenty thousand lines."""

import datetime
import os
import signal
import threading
import tracemalloc
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import User
from certification.enums import MirrorOutcome, MirrorState
from certification.errors import MirrorClosedError
from certification.models import Allocation, Application, MirrorBatch, NationalEvent
from certification.services.mirror import applying, batches
from halalportal.jobs.models import Job, JobStatus
from halalportal.jobs.registry import JobCancelledError
from halalportal.outbox.models import Entry
from tests.certification.mirror_tables import (
    COMMITTEE,
    NUMBER,
    at_sihalal,
    finish,
    inquiry,
    number_of,
    paste,
    rows_of,
    told,
)
from tests.waiting import wait_until, waiting_for_a_lock
from tests.workers import database_url, running_worker

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def known(allocation: Allocation, companion: User) -> Application:
    return at_sihalal(allocation, by=companion, number=NUMBER, companion=companion)


def started(status: str, by: User, as_of: datetime.datetime | None = None) -> MirrorBatch:
    return batches.start_applying(
        batch=paste(inquiry(told(NUMBER, status)), by=by, as_of=as_of), by=by
    )


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Runs all in threads of their own; gives what each returned or raised."""
    results: list[object] = [None] * len(acts)

    def run(index: int) -> None:
        try:
            results[index] = acts[index]()
        except MirrorClosedError as error:
            results[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_of_two_tables_the_newer_one_stands(known: Application, companion: User) -> None:
    now = timezone.now()
    older = started("Selesai P3H", companion, now - timedelta(hours=1))
    newer = started(COMMITTEE, companion, now)
    with psycopg.connect(database_url()) as holder:
        holder.execute("SELECT 1 FROM certification_application FOR UPDATE")
        threads = [
            threading.Thread(target=_apply, args=(batch, companion)) for batch in (newer, older)
        ]
        for thread in threads:
            thread.start()
        wait_until(lambda: waiting_for_a_lock() == 2)
        holder.rollback()
        for thread in threads:
            thread.join()
    known.refresh_from_db()
    assert (known.national_status_id, known.national_checked_at) == ("OF74", now)
    (late,) = rows_of(older)
    assert late.outcome == MirrorOutcome.REFUSED or late.after["national_status_id"] == "OF71"
    assert rows_of(newer)[0].applied_at


def _apply(batch: MirrorBatch, by: User) -> None:
    try:
        applying.apply(batch=batch, by=by)
    finally:
        connection.close()


def test_of_two_clicks_one_wins(known: Application, companion: User) -> None:
    batch = paste(inquiry(told(NUMBER, COMMITTEE)), by=companion)
    results = at_once(*[lambda: batches.start_applying(batch=batch, by=companion)] * 2)
    assert sorted(type(result).__name__ for result in results) == [
        "MirrorBatch",
        "MirrorClosedError",
    ]
    assert Job.objects.filter(kind=batches.APPLY_JOB).count() == 1


def test_a_worker_killed_half_way(allocation: Allocation, companion: User, tmp_path: Path) -> None:
    cases = [
        at_sihalal(allocation, by=companion, number=number_of(n), companion=companion)
        for n in range(4)
    ]
    text = inquiry(*[told(case.sihalal_number, COMMITTEE) for case in cases])
    batch = batches.start_applying(batch=paste(text, by=companion), by=companion)
    with psycopg.connect(database_url()) as holder, running_worker(tmp_path) as first:
        # Two rows are written, then the third has to wait: it dies in between.
        holder.execute(
            "SELECT 1 FROM certification_application WHERE id = %s FOR UPDATE", [cases[2].pk]
        )
        wait_until(waiting_for_a_lock)
        _kill_with_children(first.pid)
        first.wait()
    written = list(NationalEvent.objects.values_list("pk", flat=True))
    assert len(written) == 2
    passed = timezone.now() - timedelta(seconds=1)
    Entry.objects.filter(key=f"job:{batch.job_id}").update(lease_until=passed)
    with running_worker(tmp_path):
        wait_until(lambda: Job.objects.get(pk=batch.job_id).status == JobStatus.DONE)
    batch.refresh_from_db()
    assert batch.state == MirrorState.APPLIED
    assert set(written) < set(NationalEvent.objects.values_list("pk", flat=True))
    assert NationalEvent.objects.count() == 4
    assert set(Application.objects.values_list("national_status_id", flat=True)) == {"OF74"}


def _kill_with_children(pid: int) -> None:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    for each in (pid, *map(int, children)):
        os.kill(each, signal.SIGKILL)


def test_a_job_cancelled_before_it_wrote_starts_again(known: Application, companion: User) -> None:
    batch = started(COMMITTEE, companion)
    Job.objects.filter(pk=batch.job_id).update(is_cancel_requested=True)
    finish(batch)
    assert batch.state == MirrorState.PREVIEW
    assert not NationalEvent.objects.exists()
    finish(batches.start_applying(batch=batch, by=companion))
    assert NationalEvent.objects.count() == 1


def test_a_job_cancelled_half_way_can_be_taken_back(known: Application, companion: User) -> None:
    batch = started(COMMITTEE, companion)

    def report(done: int, total: int) -> None:
        if done:
            raise JobCancelledError

    with pytest.raises(JobCancelledError):
        applying.apply(batch=batch, by=companion, report=report)
    applying.step_back(batch=batch)
    batch.refresh_from_db()
    assert batch.state == MirrorState.APPLIED
    batch = finish(batches.start_undoing(batch=batch, by=companion))
    known.refresh_from_db()
    assert (batch.state, known.national_status_id) == (MirrorState.UNDONE, "OF10")


def test_twenty_thousand_lines_in_bounded_memory(known: Application, companion: User) -> None:
    rows = [told(number_of(n), COMMITTEE, name=f"Usaha {n}") for n in range(19_999)]
    batch = paste(inquiry(told(NUMBER, COMMITTEE), *rows), by=companion)
    del rows
    tracemalloc.start()
    finish(batch)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert batch.counts == {"changed": 1, "missing": 19_999}
    assert peak < 120_000_000
