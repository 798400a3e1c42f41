"""The jobs around check and apply, run as a worker runs them."""

import pytest
from django.utils import timezone

from accounts.models import User
from halalportal.jobs import services as jobs
from halalportal.jobs.models import Job, JobStatus
from halalportal.outbox.models import Entry
from ikm import tasks  # noqa: F401 - registers the jobs
from ikm.enums import ImportStatus
from ikm.models import Business, ImportBatch
from ikm.services.imports import batches
from regions.models import Region
from tests.ikm.sample_file import workbook_of
from tests.ikm.test_applying import upload

Villages = dict[str, Region]


def run_job(batch: ImportBatch) -> Job:
    """Runs the batch's latest job and returns it as it ended."""
    assert batch.job_id
    jobs.run(job_id=batch.job_id)
    batch.refresh_from_db()
    return Job.objects.get(pk=batch.job_id)


@pytest.mark.django_db(transaction=True)
def test_a_worker_checks_and_applies(villages: Villages, officer: User) -> None:
    batch = upload(officer)
    job = run_job(batch)
    assert (job.status, job.message) == (JobStatus.DONE, "11 baris diperiksa.")
    assert job.result_url == f"/usaha/impor/{batch.pk}/"
    batch = batches.start_applying(batch=batch, by=officer)
    job = run_job(batch)
    assert (job.status, job.message) == (JobStatus.DONE, "6 usaha diimpor.")
    assert job.total_count == 6
    assert batch.status == ImportStatus.APPLIED
    assert Business.objects.count() == 6


def test_an_unreadable_file_fails_the_job_with_the_sentence(
    villages: Villages, officer: User
) -> None:
    batch = upload(officer, workbook_of(["x"], [["y"]]))
    job = run_job(batch)
    assert job.status == JobStatus.FAILED
    assert "Beri judul kolom" in job.message


@pytest.mark.django_db(transaction=True)
def test_a_job_cancelled_while_it_applies_can_be_started_again(
    villages: Villages, officer: User
) -> None:
    batch = upload(officer)
    run_job(batch)
    batch = batches.start_applying(batch=batch, by=officer)
    Job.objects.filter(pk=batch.job_id).update(is_cancel_requested=True)
    job = run_job(batch)
    assert job.status == JobStatus.CANCELLED
    assert batch.status == ImportStatus.CHECKED
    assert Business.objects.count() == 0
    batch = batches.start_applying(batch=batch, by=officer)
    assert run_job(batch).status == JobStatus.DONE
    assert Business.objects.count() == 6


def test_a_job_that_ended_without_success_may_be_started_again(
    villages: Villages, officer: User
) -> None:
    batch = upload(officer)
    run_job(batch)
    batch = batches.start_applying(batch=batch, by=officer)
    assert batch.is_busy
    assert not batch.can_apply
    Entry.objects.filter(key=f"job:{batch.job_id}").update(parked_at=timezone.now())
    jobs.close_parked()
    batch = ImportBatch.objects.get(pk=batch.pk)
    assert not batch.is_busy
    assert batch.can_apply


@pytest.mark.django_db(transaction=True)
def test_a_check_cancelled_while_it_reads_leaves_no_row(villages: Villages, officer: User) -> None:
    batch = upload(officer)
    Job.objects.filter(pk=batch.job_id).update(is_cancel_requested=True)
    assert run_job(batch).status == JobStatus.CANCELLED
    assert batch.status == ImportStatus.CANCELLED
    assert batch.rows.count() == 0
