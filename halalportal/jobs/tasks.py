"""Celery's side of the jobs."""

from celery import shared_task

from halalportal.jobs import services
from halalportal.outbox.tasks import outbox_task


@outbox_task
def run_job(job_id: int) -> None:
    """Runs one job."""
    services.run(job_id=job_id)


@shared_task
def close_parked_jobs() -> None:
    """Tells people of jobs that can't be done; beat calls it every ten seconds."""
    services.close_parked()
