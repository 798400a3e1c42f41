"""Jobs: progress, result, plain errors, cancelling, and who sees them."""

import pytest
from django.utils import timezone

from accounts.models import User
from halalportal.jobs import registry, services
from halalportal.jobs.models import Job, JobStatus
from halalportal.jobs.registry import JobFailedError, Progress
from halalportal.outbox.models import Entry
from tests.factories import client_for, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def handlers(monkeypatch: pytest.MonkeyPatch) -> dict[str, registry.Handler]:
    """An empty registry for the test's own handlers."""
    own: dict[str, registry.Handler] = {}
    monkeypatch.setattr(registry, "_handlers", own)
    return own


def start(by: User, **params: int) -> Job:
    return services.start(kind="uji", title="Uji", by=by, **params)


def test_starting_writes_the_job_and_its_wish(owner: User) -> None:
    job = start(owner, batch_id=7)
    entry = Entry.objects.get()
    assert entry.key == f"job:{job.pk}"
    assert entry.payload == {"job_id": job.pk}
    assert job.params == {"batch_id": 7}


def test_a_job_reports_and_leaves_a_file(
    owner: User, handlers: dict[str, registry.Handler]
) -> None:
    def handler(progress: Progress, *, batch_id: int) -> None:
        progress.report(3, 4)
        progress.attach("hasil.txt", f"batch {batch_id}".encode())

    handlers["uji"] = handler
    job = start(owner, batch_id=7)
    services.run(job_id=job.pk)
    job.refresh_from_db()
    assert (job.status, job.done_count, job.total_count) == (JobStatus.DONE, 3, 4)
    response = client_for(owner).get(f"/pekerjaan/{job.pk}/unduh/")
    assert b"".join(response.streaming_content) == b"batch 7"  # type: ignore[attr-defined]
    assert "hasil.txt" in response["Content-Disposition"]


def test_a_job_runs_once_however_often_it_is_delivered(
    owner: User, handlers: dict[str, registry.Handler]
) -> None:
    runs: list[int] = []
    handlers["uji"] = lambda progress: runs.append(1)
    job = start(owner)
    for _ in range(3):
        services.run(job_id=job.pk)
    assert runs == [1]


def test_a_foreseen_failure_is_told_in_plain_words(
    owner: User, handlers: dict[str, registry.Handler]
) -> None:
    def handler(progress: Progress) -> None:
        raise JobFailedError("Berkas kosong. Pilih berkas lain.")

    handlers["uji"] = handler
    job = start(owner)
    services.run(job_id=job.pk)
    page = client_for(owner).get(f"/pekerjaan/{job.pk}/").content.decode()
    assert "Berkas kosong. Pilih berkas lain." in page


def test_a_cancelled_job_stops_at_its_next_report(
    owner: User, handlers: dict[str, registry.Handler]
) -> None:
    steps: list[int] = []

    def handler(progress: Progress) -> None:
        for step in range(10):
            progress.report(step, 10)
            steps.append(step)
            services.cancel(job=Job.objects.get(), by=owner)

    handlers["uji"] = handler
    job = start(owner)
    services.run(job_id=job.pk)
    job.refresh_from_db()
    assert job.status == JobStatus.CANCELLED
    assert steps == [0]


def test_a_waiting_job_is_cancelled_at_once(owner: User) -> None:
    job = start(owner)
    client_for(owner).post(f"/pekerjaan/{job.pk}/batalkan/")
    job.refresh_from_db()
    assert job.status == JobStatus.CANCELLED


def test_parked_work_ends_its_job_with_a_code_and_what_to_do(owner: User) -> None:
    job, other = start(owner), start(owner)
    Job.objects.update(status=JobStatus.RUNNING)
    assert services.close_parked() == 0
    Entry.objects.filter(key=f"job:{job.pk}").update(parked_at=timezone.now())
    assert services.close_parked() == 1
    job.refresh_from_db()
    other.refresh_from_db()
    assert (job.status, other.status) == (JobStatus.FAILED, JobStatus.RUNNING)
    assert f"kode J{job.pk}" in job.message
    assert services.close_parked() == 0


@pytest.mark.parametrize("path", ["", "kemajuan/", "unduh/"])
def test_nobody_else_sees_the_job(owner: User, officer: User, path: str) -> None:
    job = start(owner)
    for other in (officer, make_user("owner")):
        assert client_for(other).get(f"/pekerjaan/{job.pk}/{path}").status_code == 404
    assert client_for(officer).post(f"/pekerjaan/{job.pk}/batalkan/").status_code == 404


def test_progress_tells_htmx_to_stop_when_finished(owner: User) -> None:
    job = start(owner)
    client = client_for(owner)
    assert client.get(f"/pekerjaan/{job.pk}/kemajuan/").status_code == 200
    services.cancel(job=job, by=owner)
    assert client.get(f"/pekerjaan/{job.pk}/kemajuan/").status_code == 286
