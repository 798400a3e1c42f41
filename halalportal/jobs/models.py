"""Jobs: long work that a person started, with progress, a result file and plain errors."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class JobStatus(models.TextChoices):
    QUEUED = "queued", "Menunggu giliran"
    RUNNING = "running", "Sedang berjalan"
    DONE = "done", "Selesai"
    FAILED = "failed", "Berhenti"
    CANCELLED = "cancelled", "Dibatalkan"


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, user: Any) -> Self:
        """A job belongs to the person who started it."""
        return self.filter(by_id=user.pk)

    def unfinished(self) -> Self:
        return self.filter(status__in=[JobStatus.QUEUED, JobStatus.RUNNING])


class Job(models.Model):
    """One run of the handler named `kind` (see `halalportal.jobs.registry`)."""

    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=160)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="jobs")
    params = models.JSONField(default=dict)
    status = models.CharField(max_length=12, choices=JobStatus, default=JobStatus.QUEUED)
    done_count = models.PositiveIntegerField(default=0)
    total_count = models.PositiveIntegerField(default=0)
    is_cancel_requested = models.BooleanField(default=False)
    result_file = models.FileField(upload_to="pekerjaan/%Y/%m", blank=True, max_length=200)
    result_name = models.CharField(max_length=160, blank=True)
    result_url = models.CharField(max_length=200, blank=True)
    message = models.TextField(blank=True)
    created_at = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["by", "-created_at"], name="job_by_created")]
        constraints = [
            models.CheckConstraint(
                condition=Q(total_count=0) | Q(done_count__lte=models.F("total_count")),
                name="job_done_within_total",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_finished(self) -> bool:
        return self.status in (JobStatus.DONE, JobStatus.FAILED, JobStatus.CANCELLED)

    @property
    def percent(self) -> int:
        """Share of the work done, 0–100."""
        if self.status == JobStatus.DONE:
            return 100
        return self.done_count * 100 // self.total_count if self.total_count else 0
