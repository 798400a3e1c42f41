"""The task that runs a job for its outbox entry."""

from halalportal.jobs import services
from halalportal.outbox.models import Entry
from halalportal.outbox.services import MAX_ATTEMPTS
from halalportal.outbox.tasks import outbox_task


@outbox_task
def run_job(job_id: int) -> None:
    """Runs the job; after the last failed try the person is told."""
    try:
        services.run(job_id=job_id)
    except Exception:
        entry = Entry.objects.get(key=f"job:{job_id}")
        if entry.attempts >= MAX_ATTEMPTS:
            services.give_up(job_id=job_id, code=f"J{job_id}")
        raise
