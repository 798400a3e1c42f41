"""What SiHalal says, brought in as a table: previewed, applied as a job, and taken back."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from certification.enums import MirrorOutcome, MirrorSource, MirrorState
from certification.models.application import Application
from certification.models.national import NationalStatus


class MirrorQuerySet(models.QuerySet["MirrorBatch"]):
    def visible_to(self, user: Any) -> Self:
        """The person's own, and for officers those of their region."""
        scope = user.scope
        if scope.is_regional:
            return self.filter(scope.in_region("region_id"))
        return self.filter(by_id=user.pk)


class MirrorBatch(models.Model):
    """One table. Its rows are kept as they came."""

    source = models.CharField(max_length=10, choices=MirrorSource)
    state = models.CharField(max_length=10, choices=MirrorState, default=MirrorState.READING)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="+")
    # The day the table shows, if not today: an older table never overrides a newer one.
    as_of = models.DateTimeField(null=True)
    file = models.FileField(upload_to="cermin/%Y/%m", max_length=200, blank=True)
    file_name = models.CharField(max_length=160, blank=True)
    sha256 = models.CharField(max_length=64)
    counts = models.JSONField(default=dict, help_text="outcome → number of rows")
    message = models.TextField(blank=True)
    job = models.ForeignKey("jobs.Job", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(db_default=Now())
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    objects = MirrorQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_source_display()} {self.created_at:%Y-%m-%d}"


class MirrorRow(models.Model):
    """One line of the table: what it said, whom it means, what it would change, what was before."""

    batch = models.ForeignKey(MirrorBatch, models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    cells = models.JSONField(help_text="column → text, as it came")
    application = models.ForeignKey(
        Application, models.PROTECT, null=True, related_name="mirror_rows"
    )
    matched_by = models.CharField(max_length=10, blank=True, help_text="number, name, person")
    national = models.ForeignKey(NationalStatus, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=8, choices=MirrorOutcome)
    differences = models.JSONField(default=list, help_text="[[field, before, after]]")
    before = models.JSONField(default=dict, help_text="what undoing restores")
    problem = models.CharField(max_length=300, blank=True)
    is_skipped = models.BooleanField(default=False)
    applied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["line"]
        constraints = [models.UniqueConstraint(fields=["batch", "line"], name="mirror_row_once")]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.line}"
