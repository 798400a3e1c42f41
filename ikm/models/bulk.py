"""Changes that a person makes to many businesses at once, kept for an undo of ten minutes."""

import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from ikm.enums import BulkKind
from ikm.models.business import Business

UNDO_TIME = datetime.timedelta(minutes=10)


class BulkEditQuerySet(models.QuerySet["BulkEdit"]):
    def visible_to(self, user: Any) -> Self:
        """A change to many belongs to the person who made it."""
        return self.filter(by_id=user.pk)


class BulkEdit(models.Model):
    """One change to the ticked businesses, or to all that a filter finds."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="bulk_edits")
    # The role in which it was asked for: the job sees no more than that.
    membership = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=BulkKind)
    value = models.CharField(max_length=20, help_text="the status, ya/tidak, or a membership's id")
    ids = models.JSONField(default=list, help_text="the ticked businesses; empty for `query`")
    query = models.CharField(max_length=500, blank=True, help_text="the list's query string")
    job = models.ForeignKey("jobs.Job", models.SET_NULL, null=True, related_name="+")
    count = models.PositiveIntegerField(default=0, help_text="businesses that changed")
    created_at = models.DateTimeField(db_default=Now())
    done_at = models.DateTimeField(null=True)
    undo_asked_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    kept_count = models.PositiveIntegerField(default=0, help_text="changed since, so not undone")

    objects = BulkEditQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(undo_asked_at__isnull=False),
                name="bulk_edit_undone_when_asked",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.value}"

    @property
    def undo_until(self) -> datetime.datetime | None:
        """The end of the time for an undo, None while nothing was done."""
        return self.done_at + UNDO_TIME if self.done_at else None

    @property
    def can_undo(self) -> bool:
        """Done less than ten minutes ago, and nobody asked for the undo yet."""
        until = self.undo_until
        return bool(until and self.count and not self.undo_asked_at and timezone.now() < until)


class BulkChange(models.Model):
    """What a `BulkEdit` did to one business; `before` holds what an undo writes back."""

    edit = models.ForeignKey(BulkEdit, models.CASCADE, related_name="changes")
    business = models.ForeignKey(Business, models.CASCADE, related_name="+")
    before = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edit", "business"], name="bulk_change_once")
        ]

    def __str__(self) -> str:
        return f"{self.edit_id}: {self.business_id}"
