"""Starting, running and cancelling jobs."""

import logging

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from halalportal.jobs.models import Job, JobStatus
from halalportal.jobs.registry import JobCancelledError, JobFailedError, handler_of
from halalportal.outbox import services as outbox
from halalportal.outbox.models import Entry, Queue

logger = logging.getLogger(__name__)


@transaction.atomic
def start(
    *,
    kind: str,
    title: str,
    by: AbstractBaseUser,
    queue: str = Queue.DEFAULT,
    **params: int | str,
) -> Job:
    """Adds a job to the queue and returns it; a worker runs it after the commit.

    Args:
        kind: a kind registered with `job_handler`.
        title: what the person reads in the list, e.g. "Impor usaha-kutim.xlsx".
        params: ids for the handler.
    """
    job = Job.objects.create(kind=kind, title=title, by_id=by.pk, params=params)
    outbox.enqueue(
        "halalportal.jobs.tasks.run_job", key=f"job:{job.pk}", queue=queue, job_id=job.pk
    )
    return job


@transaction.atomic
def cancel(*, job: Job, by: AbstractBaseUser) -> Job:
    """Cancels a waiting job at once; asks a running one to stop at its next report."""
    job = Job.objects.select_for_update().get(pk=job.pk)
    if job.status == JobStatus.QUEUED:
        job.status, job.finished_at = JobStatus.CANCELLED, timezone.now()
    job.is_cancel_requested = True
    job.save(update_fields=["status", "finished_at", "is_cancel_requested"])
    return job


class JobProgress:
    """`registry.Progress` on the row of one job."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def report(self, done: int, total: int) -> None:
        Job.objects.filter(pk=self.job.pk).update(done_count=min(done, total), total_count=total)
        if Job.objects.filter(pk=self.job.pk, is_cancel_requested=True).exists():
            raise JobCancelledError

    def attach(self, name: str, content: bytes) -> None:
        if self.job.result_file:  # of a run whose worker died
            self.job.result_file.delete(save=False)
        self.job.result_file.save(name, ContentFile(content), save=False)
        self.job.result_name = name
        self.job.save(update_fields=["result_file", "result_name"])

    def link(self, url: str, message: str = "") -> None:
        self.job.result_url, self.job.message = url, message
        self.job.save(update_fields=["result_url", "message"])


def run(*, job_id: int) -> None:
    """Runs a job's handler and stores how it ended; a finished job is left alone.

    Raises:
        Exception: what the handler raised unforeseen, so that the outbox tries again.
    """
    started = Job.objects.unfinished().filter(pk=job_id)
    if not started.update(status=JobStatus.RUNNING, started_at=timezone.now()):
        return
    job = Job.objects.get(pk=job_id)
    try:
        handler_of(job.kind)(JobProgress(job), **job.params)
    except JobCancelledError:
        _end(job, JobStatus.CANCELLED)
    except JobFailedError as error:
        _end(job, JobStatus.FAILED, str(error))
    else:
        _end(job, JobStatus.DONE)


def close_parked() -> int:
    """Ends the jobs whose work was parked, tells their people, and returns how many.

    Whether the handler kept failing or kept killing its worker, the outbox parks the entry.
    """
    unfinished = {_key(job.pk): job for job in Job.objects.unfinished()}
    parked = Entry.objects.filter(key__in=unfinished, parked_at__isnull=False)
    for entry in parked:
        _end(
            unfinished[entry.key],
            JobStatus.FAILED,
            "Sistem kami bermasalah, pekerjaan ini dihentikan. Coba lagi, "
            f"atau hubungi admin dengan kode J{unfinished[entry.key].pk}.",
        )
    return len(parked)


def _end(job: Job, status: JobStatus, message: str = "") -> None:
    job.status, job.finished_at = status, timezone.now()
    if message:
        job.message = message
    job.save(update_fields=["status", "finished_at", "message"])


def _key(job_id: int) -> str:
    """The key of the job's entry in the outbox."""
    return f"job:{job_id}"
