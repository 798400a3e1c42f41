"""The job that prints a batch: run again, cancelled, killed, refused."""

import os
import signal
import zipfile
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from django.utils import timezone

from accounts.models import User
from halalportal.jobs.models import Job, JobStatus
from halalportal.outbox.models import Entry
from reports.enums import BatchLayout
from reports.letters.batch_errors import (
    NothingToPrintError,
)
from reports.models import Letterhead, NumberSeries
from reports.services import letters
from reports.services.letters import batches
from tests.reports.letter_batches import kept, make_batch, numbers_of, run
from tests.reports.letters import make_office, sign
from tests.waiting import wait_until
from tests.workers import running_worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def letterhead(officer: User) -> Letterhead:
    return make_office()


def test_a_cancelled_job_keeps_the_numbers_and_prints_again(
    letterhead: Letterhead, officer: User
) -> None:
    batch = make_batch(letterhead, 3, by=officer)
    job = batches.number_all(batch=batch, by=officer)
    Job.objects.update(is_cancel_requested=True)
    assert run(job).status == JobStatus.CANCELLED
    assert numbers_of(batch) == [1, 2, 3]
    again = run(batches.start_papers(batch=batch, layout=BatchLayout.PRINT, by=officer))
    with pikepdf.open(kept(again)) as document:
        assert len(document.pages) == 3


def test_a_run_again_makes_the_same_papers(letterhead: Letterhead, officer: User) -> None:
    batch = make_batch(letterhead, 2, by=officer)
    job = run(batches.number_all(batch=batch, by=officer))
    before = pages_of(job)
    Job.objects.update(status=JobStatus.RUNNING)  # its worker died after it kept the file
    assert run(job).status == JobStatus.DONE
    assert pages_of(job) == before
    assert numbers_of(batch) == [1, 2]


def pages_of(job: Job) -> list[bytes]:
    """What is drawn on each page."""
    with pikepdf.open(kept(job)) as document:
        return [page.Contents.read_bytes() for page in document.pages]


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_leaves_no_gap_and_another_prints_all(
    letterhead: Letterhead, officer: User, tmp_path: Path
) -> None:
    count = 60
    batch = make_batch(letterhead, count, by=officer)
    job = batches.number_all(batch=batch, by=officer)
    with running_worker(tmp_path) as first:
        wait_until(lambda: Job.objects.get(pk=job.pk).done_count >= 1, seconds=120)
        kill_with_children(first.pid)
        first.wait()
    assert Job.objects.get(pk=job.pk).status == JobStatus.RUNNING
    passed = timezone.now() - timedelta(seconds=1)
    Entry.objects.filter(key=f"job:{job.pk}").update(lease_until=passed)
    with running_worker(tmp_path):
        wait_until(lambda: Job.objects.get(pk=job.pk).status == JobStatus.DONE, seconds=240)
    job.refresh_from_db()
    assert numbers_of(batch) == list(range(1, count + 1))
    assert NumberSeries.objects.get().last == count
    with pikepdf.open(kept(job)) as document, document.open_outline() as outline:
        assert len(outline.root) == len(document.pages) == count


def kill_with_children(pid: int) -> None:
    """The worker, its pool, and what renders for it."""
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        kill_with_children(int(child))
    os.kill(pid, signal.SIGKILL)


def test_a_job_does_not_print_for_who_may_no_longer_see_it(
    letterhead: Letterhead, officer: User
) -> None:
    batch = make_batch(letterhead, 1, by=officer)
    job = batches.number_all(batch=batch, by=officer)
    officer.memberships.update(ended_on=timezone.localdate())
    done = run(job)
    assert (done.status, bool(done.result_file)) == (JobStatus.FAILED, False)


def test_single_files_in_a_zip_leave_out_what_is_signed_or_withdrawn(
    letterhead: Letterhead, officer: User
) -> None:
    batch = make_batch(letterhead, 3, by=officer)
    batches.number_all(batch=batch, by=officer)
    signed, withdrawn, waiting = batch.letters.order_by("pk")
    sign(signed, by=officer)
    letters.withdraw(letter=withdrawn, reason="Salah alamat", by=officer)
    job = run(batches.start_papers(batch=batch, layout=BatchLayout.FILES, by=officer))
    with zipfile.ZipFile(kept(job)) as archive:
        [name] = archive.namelist()
    assert name.endswith("Penerima-003.pdf")
    assert waiting.number.replace("/", "-") in name
    sign(waiting, by=officer)
    with pytest.raises(NothingToPrintError):
        batches.start_papers(batch=batch, layout=BatchLayout.FILES, by=officer)
