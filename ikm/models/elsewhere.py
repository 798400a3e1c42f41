"""Lists of other programmes, and the certificates that businesses hold from elsewhere."""

from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from ikm.enums import ImportStatus, ListKind, MatchState
from ikm.models.business import Business


class OtherListQuerySet(models.QuerySet["OtherList"]):
    def visible_to(self, user: Any) -> Self:
        """Lists of the person's own region, and those of its province."""
        scope = user.scope
        if not scope.is_regional:
            return self.none()
        return self.filter(scope.in_region("region_id") | Q(region_id=scope.region_code[:2]))


class OtherList(models.Model):
    """A list that another office or programme sent: SEHATI, Kemenperin, own cost, earlier years."""

    name = models.CharField(max_length=160)
    source = models.CharField(max_length=120, help_text="who sent it")
    kind = models.CharField(max_length=12, choices=ListKind)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    file = models.FileField(upload_to="daftar-lain/%Y/%m", max_length=200)
    file_name = models.CharField(max_length=160)
    sha256 = models.CharField(max_length=64)
    status = models.CharField(max_length=10, choices=ImportStatus, default=ImportStatus.CHECKING)
    columns = models.JSONField(default=dict)
    counts = models.JSONField(default=dict, help_text="match state → number of entries")
    message = models.TextField(blank=True)
    job = models.ForeignKey("jobs.Job", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(db_default=Now())

    objects = OtherListQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def matched_count(self) -> int:
        """Entries that are one of our businesses."""
        return self._count(MatchState.CERTAIN) + self._count(MatchState.CONFIRMED)

    @property
    def unsure_count(self) -> int:
        return self._count(MatchState.UNSURE)

    @property
    def absent_count(self) -> int:
        """Entries that are none of our businesses, as far as known."""
        return self._count(MatchState.NONE) + self._count(MatchState.REFUSED)

    def _count(self, state: MatchState) -> int:
        return int(self.counts.get(state, 0))


class OtherEntry(models.Model):
    """One row of such a list and the business it was matched with. NIK only as its keyed index."""

    source_list = models.ForeignKey(OtherList, models.CASCADE, related_name="entries")
    number = models.PositiveIntegerField(help_text="row number as Excel shows it")
    name = models.CharField(max_length=160, blank=True)
    owner_name = models.CharField(max_length=120, blank=True)
    match_key = models.TextField(blank=True)
    nib = models.CharField(max_length=13, blank=True)
    nik_index = models.CharField(max_length=64, blank=True)
    phone = models.CharField(max_length=16, blank=True)
    regency = models.ForeignKey("regions.Region", models.PROTECT, null=True, related_name="+")
    village = models.ForeignKey("regions.Region", models.PROTECT, null=True, related_name="+")
    certificate_number = models.CharField(max_length=19, blank=True)
    issued_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=MatchState, default=MatchState.NONE)
    business = models.ForeignKey(Business, models.SET_NULL, null=True, related_name="other_entries")
    score = models.FloatField(null=True)
    evidence = models.JSONField(default=list, help_text="sentences a person can read")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "other entries"
        ordering = ["number"]
        indexes = [
            GinIndex(OpClass("match_key", "gin_trgm_ops"), name="other_entry_match_trgm"),
            models.Index(fields=["business", "state"], name="other_entry_business"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["source_list", "number"], name="other_entry_once")
        ]

    def __str__(self) -> str:
        return f"{self.source_list_id}:{self.number}"


class HeldCertificate(models.Model):
    """A halal certificate that the business holds from elsewhere."""

    business = models.ForeignKey(Business, models.CASCADE, related_name="held_certificates")
    number = models.CharField(max_length=40)
    issued_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=120)
    entry = models.ForeignKey(OtherEntry, models.SET_NULL, null=True, related_name="+")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-issued_on", "number"]
        constraints = [
            models.UniqueConstraint(fields=["business", "number"], name="held_certificate_once")
        ]

    def __str__(self) -> str:
        return self.number
