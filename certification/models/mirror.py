"""What SiHalal says, brought in as a table: previewed, applied as a job, and taken back."""

import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from certification.enums import MirrorOutcome, MirrorSource, MirrorState
from certification.models.application import Application
from certification.models.national import NationalStatus

UNDO_TIME = datetime.timedelta(days=1)
# What applying writes. A text that nobody has mapped yet is kept on the case all the same.
WRITTEN = (MirrorOutcome.CHANGED, MirrorOutcome.UNKNOWN_STATUS, MirrorOutcome.SAME)


class MirrorBatchQuerySet(models.QuerySet["MirrorBatch"]):
    def visible_to(self, user: Any) -> Self:
        """The person's own, and for those with a region what its officers brought in."""
        own = Q(by_id=user.pk)
        return self.filter(own | user.scope.in_region("region_id"))


class MirrorBatch(models.Model):
    """One table. Its rows are kept as they came; a file only until it is read."""

    source = models.CharField(max_length=10, choices=MirrorSource)
    state = models.CharField(max_length=10, choices=MirrorState, default=MirrorState.READING)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # The officer's; a companion's or coordinator's cases have no region in common.
    region = models.ForeignKey("regions.Region", models.PROTECT, null=True, related_name="+")
    # The moment that the table shows: an older table never overrides a newer one.
    as_of = models.DateTimeField()
    file = models.FileField(upload_to="cermin/%Y/%m", max_length=200, blank=True)
    file_name = models.CharField(max_length=160, blank=True)
    sha256 = models.CharField(max_length=64)
    counts = models.JSONField(default=dict, help_text="outcome → number of rows")
    message = models.TextField(blank=True)
    job = models.ForeignKey("jobs.Job", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(db_default=Now())
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    objects = MirrorBatchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "mirror batches"
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name or str(self.get_source_display())

    @property
    def total(self) -> int:
        """Rows that were found in the table."""
        return sum(self.counts.values())

    @property
    def is_busy(self) -> bool:
        """Whether a worker has it, or will have it."""
        waiting = self.state in (MirrorState.READING, MirrorState.APPLYING, MirrorState.UNDOING)
        return waiting and not (self.job and self.job.is_finished)

    @property
    def is_open(self) -> bool:
        """Whether rows can still be chosen, left out and applied, also after a broken job."""
        is_stuck = self.state == MirrorState.APPLYING and not self.is_busy
        return self.state == MirrorState.PREVIEW or is_stuck

    @property
    def undo_until(self) -> datetime.datetime | None:
        """The last moment at which what was written can be taken back."""
        return self.applied_at + UNDO_TIME if self.applied_at else None

    def can_undo(self, now: datetime.datetime) -> bool:
        """Applied within a day, or an undoing that ended without success."""
        is_stuck = self.state == MirrorState.UNDOING and not self.is_busy
        is_written = self.state == MirrorState.APPLIED or is_stuck
        return is_written and self.undo_until is not None and now <= self.undo_until


class MirrorRowQuerySet(models.QuerySet["MirrorRow"]):
    def to_write(self) -> Self:
        """Rows that applying has still to write."""
        return self.filter(outcome__in=WRITTEN, is_skipped=False, applied_at=None)

    def to_take_back(self) -> Self:
        """Rows that were written and not taken back."""
        return self.filter(applied_at__isnull=False, undone_at=None)

    def with_outcome(self, outcome: str) -> Self:
        """The rows of one outcome; all for an unknown word."""
        return self.filter(outcome=outcome) if outcome in MirrorOutcome else self


class MirrorRow(models.Model):
    """One line of the table: what it said, whom it means, what it would change, what was before."""

    batch = models.ForeignKey(MirrorBatch, models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    cells = models.JSONField(help_text="column → text, as it came")
    application = models.ForeignKey(
        Application, models.PROTECT, null=True, related_name="mirror_rows"
    )
    evidence = models.CharField(max_length=200, blank=True, help_text="why it is this one")
    candidates = models.JSONField(default=list, help_text="[[application, score, evidence]]")
    national = models.ForeignKey(NationalStatus, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=8, choices=MirrorOutcome)
    differences = models.JSONField(default=list, help_text="[[field, before, after]]")
    before = models.JSONField(default=dict, help_text="what undoing restores")
    after = models.JSONField(default=dict, help_text="what undoing must still find")
    problem = models.CharField(max_length=300, blank=True)
    is_skipped = models.BooleanField(default=False)
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    objects = MirrorRowQuerySet.as_manager()

    class Meta:
        ordering = ["line"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "line"], name="mirror_row_once"),
            models.CheckConstraint(
                condition=Q(applied_at=None) | Q(application__isnull=False),
                name="mirror_row_applied_to_an_application",
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(applied_at__isnull=False),
                name="mirror_row_undone_after_applied",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.line}"
