"""A job through the real broker and a real worker, also when the worker is killed."""

import signal
from pathlib import Path

import pytest

from halalportal.jobs import services
from halalportal.jobs.models import Job, JobStatus
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


def test_a_job_survives_the_death_of_its_worker(tmp_path: Path) -> None:
    officer = make_officer()
    with running_worker(tmp_path) as first:
        wait_until(lambda: "ready" in (tmp_path / "worker.log").read_text() or first.poll() is None)
        first.send_signal(signal.SIGKILL)
        first.wait()
    job = services.start(kind="tidak-ada", title="Racun", by=officer)
    services.cancel(job=job, by=officer)
    with running_worker(tmp_path):
        wait_until(lambda: Entry.objects.get(key=f"job:{job.pk}").done_at)
