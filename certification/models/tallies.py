"""Counts that are kept, not recounted: steps between statuses, and how each day ended."""

from django.db import models
from django.db.models import Q

from certification.enums import Status
from certification.models.programme import Programme
from certification.models.quota import Allocation


class StatusDelta(models.Model):
    """One application more or less in a status, at a kab/kota and an LP3H, from a moment on.

    Rows are never changed: their sum up to a moment is what a recount at that moment said
    (docs/adr/0020). `services.tallies` writes them wherever a status changes.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+", db_index=False)
    regency = models.ForeignKey("regions.Region", models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, related_name="+", db_index=False
    )
    status = models.CharField(max_length=12, choices=Status)
    at = models.DateTimeField()
    delta = models.SmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["programme", "at"], name="status_delta_as_of")]
        constraints = [
            models.CheckConstraint(condition=~Q(delta=0), name="status_delta_changes_something")
        ]

    def __str__(self) -> str:
        return f"{self.status} {self.delta:+d}"


class StatusClosing(models.Model):
    """How many applications stood in a status when a day ended, in the province's time zone.

    A cache of the deltas (`services.closings`): may be dropped and made again.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+", db_index=False)
    regency = models.ForeignKey("regions.Region", models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, related_name="+", db_index=False
    )
    status = models.CharField(max_length=12, choices=Status)
    closed_on = models.DateField()
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "closed_on", "regency", "organisation", "status"],
                nulls_distinct=False,
                name="status_closing_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.closed_on} {self.status}: {self.count}"


class AllocationClosing(models.Model):
    """A level's places when a day ended, those of its companions counted in.

    A cache of the movements (`services.closings`): may be dropped and made again. `delegated`
    is what went on to other levels than companions.
    """

    allocation = models.ForeignKey(Allocation, models.CASCADE, related_name="+", db_index=False)
    closed_on = models.DateField()
    granted = models.PositiveIntegerField()
    delegated = models.PositiveIntegerField()
    reserved = models.PositiveIntegerField()
    used = models.PositiveIntegerField()
    issued = models.PositiveIntegerField()

    class Meta:
        constraints = [
            # A pace reads eight weeks of every level: from the index, without the rows.
            models.UniqueConstraint(
                fields=["allocation", "closed_on"],
                include=["used", "issued"],
                name="allocation_closing_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.closed_on} {self.allocation_id}"
