"""Pairs of records that may be one business, and merges that can be undone."""

import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from ikm.enums import PairStatus
from ikm.models.business import Business

UNDO_TIME = datetime.timedelta(days=30)


class DuplicatePairQuerySet(models.QuerySet["DuplicatePair"]):
    def visible_to(self, user: Any) -> Self:
        """Pairs of which both records lie in the officer's region."""
        scope = user.scope
        return self.filter(
            scope.in_region("first__regency_id") & scope.in_region("second__regency_id")
        )

    def open(self) -> Self:
        return self.filter(status=PairStatus.OPEN)

    def living(self) -> Self:
        """Pairs of which neither record was merged into another."""
        return self.filter(first__merged_into=None, second__merged_into=None)


class DuplicatePair(models.Model):
    """Two records that look alike; the decision of a person is kept."""

    first = models.ForeignKey(Business, models.CASCADE, related_name="+")
    second = models.ForeignKey(Business, models.CASCADE, related_name="+")
    score = models.FloatField(help_text="0–1")
    evidence = models.JSONField(default=list, help_text="what is alike, in words")
    status = models.CharField(max_length=8, choices=PairStatus, default=PairStatus.OPEN)
    found_at = models.DateTimeField(db_default=Now())
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    objects = DuplicatePairQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="duplicate_pair_once"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="duplicate_pair_ordered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ~ {self.second_id}"


class Merge(models.Model):
    """One record taken into another. `moved` and `before` are what an undo needs."""

    kept = models.ForeignKey(Business, models.PROTECT, related_name="merges")
    absorbed = models.ForeignKey(Business, models.PROTECT, related_name="+")
    moved = models.JSONField(default=dict, help_text="model label → ids that moved")
    before = models.JSONField(default=dict, help_text="old values of the kept record, sealed")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="merge_undone_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.absorbed_id} → {self.kept_id}"

    @property
    def undo_until(self) -> datetime.datetime:
        """Until when the merge can be undone."""
        return self.at + UNDO_TIME
