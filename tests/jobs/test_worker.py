"""A job through the real broker and a real worker, also when the worker is killed."""

import datetime
from pathlib import Path

import pytest
from django.utils import timezone

from halalportal.jobs import services
from halalportal.jobs.models import Job, JobStatus
from halalportal.outbox import services as outbox
from halalportal.outbox.models import Entry
from tests.factories import make_officer
from tests.waiting import wait_until
from tests.workers import running_worker

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_unknown_kind_ends_parked_and_others_go_on(tmp_path: Path) -> None:
    """Poison does not stop the queue: the next job fails or succeeds by itself."""
    officer = make_officer()
    poison = services.start(kind="tidak-ada", title="Racun", by=officer)
    waiting = services.start(kind="tidak-ada", title="Dibatalkan", by=officer)
    services.cancel(job=waiting, by=officer)
    with running_worker(tmp_path):
        wait_until(lambda: Entry.objects.get(key=f"job:{poison.pk}").error)
        wait_until(lambda: Entry.objects.get(key=f"job:{waiting.pk}").done_at)
    assert Job.objects.get(pk=waiting.pk).status == JobStatus.CANCELLED


def test_another_worker_takes_up_what_a_dead_one_held(tmp_path: Path) -> None:
    job = services.start(kind="tidak-ada", title="Racun", by=make_officer())
    entry = Entry.objects.get(key=f"job:{job.pk}")
    assert outbox.claim(entry.pk)  # by a worker that dies now: nobody renews its lease
    Job.objects.update(status=JobStatus.RUNNING)
    Entry.objects.update(lease_until=timezone.now() - datetime.timedelta(seconds=1))
    with running_worker(tmp_path):
        wait_until(lambda: Entry.objects.get(pk=entry.pk).attempts == 2)
        wait_until(lambda: "tidak-ada" in Entry.objects.get(pk=entry.pk).error)


def test_parked_work_is_told_to_its_person(tmp_path: Path) -> None:
    job = services.start(kind="tidak-ada", title="Racun", by=make_officer())
    Entry.objects.update(attempts=outbox.MAX_ATTEMPTS - 1)
    with running_worker(tmp_path):
        wait_until(lambda: Job.objects.get(pk=job.pk).status == JobStatus.FAILED)
    assert f"kode J{job.pk}" in Job.objects.get(pk=job.pk).message
