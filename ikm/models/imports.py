"""Lists that an office imports: the file, and every row with what became of it."""

import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from ikm.enums import ImportStatus, RowOutcome
from ikm.models.business import Business

UNDO_TIME = datetime.timedelta(days=1)


class ImportBatchQuerySet(models.QuerySet["ImportBatch"]):
    def visible_to(self, user: Any) -> Self:
        """Imports into the officer's own region."""
        return self.filter(user.scope.in_region("region_id"))


class ImportBatch(models.Model):
    """One file. Rows outside `region` are refused one by one; without a region none is.

    `by` is empty for the command line. The stored file is encrypted: it holds NIK.
    """

    region = models.ForeignKey("regions.Region", models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="imports"
    )
    file = models.FileField(upload_to="impor/%Y/%m", max_length=200)
    file_name = models.CharField(max_length=160)
    sha256 = models.CharField(max_length=64)
    status = models.CharField(max_length=10, choices=ImportStatus, default=ImportStatus.CHECKING)
    sheet = models.CharField(max_length=120, blank=True)
    headings = models.JSONField(default=list, help_text="the file's column headings, in order")
    columns = models.JSONField(default=dict, help_text="field → column heading in the file")
    counts = models.JSONField(default=dict, help_text="row outcome → number of rows")
    message = models.TextField(blank=True)
    job = models.ForeignKey("jobs.Job", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(db_default=Now())
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def total(self) -> int:
        """Rows that were found in the file."""
        return sum(self.counts.values())

    @property
    def accepted_count(self) -> int:
        """Rows that an import writes."""
        return int(self.counts.get(RowOutcome.NEW, 0) + self.counts.get(RowOutcome.CHANGED, 0))

    @property
    def wrong_count(self) -> int:
        return int(self.counts.get(RowOutcome.WRONG, 0))

    @property
    def is_busy(self) -> bool:
        """Whether a worker has it, or will have it."""
        waiting = self.status in (
            ImportStatus.CHECKING,
            ImportStatus.APPLYING,
            ImportStatus.UNDOING,
        )
        return waiting and not (self.job and self.job.is_finished)

    @property
    def can_apply(self) -> bool:
        """Checked, or an application that ended without success (its transaction left nothing)."""
        is_stuck = self.status == ImportStatus.APPLYING and not self.is_busy
        return bool(self.accepted_count) and (self.status == ImportStatus.CHECKED or is_stuck)

    @property
    def can_cancel(self) -> bool:
        return self.status in (ImportStatus.CHECKING, ImportStatus.CHECKED) or self.can_apply

    @property
    def undo_until(self) -> datetime.datetime | None:
        """The last moment at which what was written can be taken back."""
        return self.applied_at + UNDO_TIME if self.applied_at and self.accepted_count else None

    def can_undo(self, now: datetime.datetime) -> bool:
        """Applied within a day, or an undoing that ended without success."""
        is_stuck = self.status == ImportStatus.UNDOING and not self.is_busy
        is_written = self.status == ImportStatus.APPLIED or is_stuck
        return is_written and self.undo_until is not None and now <= self.undo_until


class ImportRowQuerySet(models.QuerySet["ImportRow"]):
    def wrong(self) -> Self:
        return self.filter(outcome=RowOutcome.WRONG)

    def with_outcome(self, outcome: str) -> Self:
        """The rows of one outcome; all for an unknown word."""
        return self.filter(outcome=outcome) if outcome in RowOutcome else self

    def accepted(self) -> Self:
        """Rows that an import writes."""
        return self.filter(outcome__in=[RowOutcome.NEW, RowOutcome.CHANGED])


def _said(**options: Any) -> "models.TextField[str | None, str | None]":
    """A text as cleaned; NULL is what the row doesn't say, and leaves a business as it is."""
    return models.TextField(null=True, **options)


class ImportRow(models.Model):
    """One row of the file, its cleaned values, and what is wrong with it in plain words.

    A new business takes the row's `uuid`: so its page finds the row that it came from, and an undo
    what the import made, without another record for each.
    """

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows", db_index=False)
    number = models.PositiveIntegerField(help_text="row number as Excel shows it")
    raw = models.JSONField(default=dict)
    name = _said()
    owner_name = _said()
    brand = _said()
    nib = _said()
    phone = _said()
    email = _said()
    address = _said()
    kbli_version = models.PositiveSmallIntegerField(null=True)
    kbli_code = _said()
    scale = _said()
    is_mentored = models.BooleanField(null=True)
    products = models.JSONField(null=True)
    regency_id = _said()
    district_id = _said()
    village_id = _said()
    nik_sealed = models.BinaryField(null=True)
    nik_index = _said()
    match_key = _said(help_text="as `Business.match_key`")
    uuid = models.UUIDField(null=True, help_text="of the business that the row makes")
    changes = models.JSONField(default=dict, help_text="field → [old, new] for a changed row")
    outcome = models.CharField(max_length=10, choices=RowOutcome)
    problems = models.JSONField(default=list, help_text="sentences")
    warnings = models.JSONField(default=list, help_text="sentences")
    business = models.ForeignKey(
        Business, models.SET_NULL, null=True, related_name="+", help_text="known before the import"
    )

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="import_row_once")]
        indexes = [models.Index(fields=["uuid"], name="import_row_uuid")]

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.number}"

    @property
    def values(self) -> dict[str, Any]:
        """What the row says about its business: field → value."""
        said = {name: getattr(self, name) for name in STATED_FIELDS}
        return {name: value for name, value in said.items() if value is not None}


TEXT_FIELDS = (
    *("name", "owner_name", "brand", "nib", "phone", "email", "address", "kbli_code", "scale"),
)
PLACE_FIELDS = ("regency_id", "district_id", "village_id")
STATED_FIELDS = (
    *(*TEXT_FIELDS, *PLACE_FIELDS, "match_key", "nik_index", "nik_sealed", "uuid"),
    *("kbli_version", "is_mentored", "products"),
)


class ImportChange(models.Model):
    """What an import changed in one business: `before` holds the old values.

    Kept for the undo of 24 hours; personal identifiers in it are sealed.
    """

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="changes")
    business = models.ForeignKey(Business, models.CASCADE, related_name="+")
    before = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "business"], name="import_change_once")
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.business_id}"


class RememberedColumns(models.Model):
    """The columns a person chose for files with these headings, per region: used the next time."""

    region = models.ForeignKey("regions.Region", models.PROTECT, null=True, related_name="+")
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of the folded headings")
    columns = models.JSONField(default=dict, help_text="field → column heading")
    used_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name_plural = "remembered columns"
        constraints = [
            models.UniqueConstraint(
                fields=["region", "fingerprint"],
                nulls_distinct=False,
                name="remembered_columns_once",
            )
        ]

    def __str__(self) -> str:
        return self.fingerprint[:12]
