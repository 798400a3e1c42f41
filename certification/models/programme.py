"""The facilitation programme and its dated targets."""

import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce, Now

from accounts.enums import Role
from certification.enums import DayBasis, FundingSource, TargetMeasure, Track


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def visible_to(self, user: Any) -> Self:
        """Programmes of the person's province; an LP3H sees those in which it has places."""
        scope = user.scope
        if scope.is_regional:
            return self.filter(region_id=scope.region_code[:2])
        if scope.role in (Role.LP3H_COORDINATOR, Role.COMPANION):
            return self.filter(allocations__organisation_id=scope.organisation_id).distinct()
        return self.filter(applications__business__owner_id=scope.user_id).distinct()

    def with_places(self) -> Self:
        """With `quota`, `reserved`, `used`, `issued` and `free` of this moment, in one query."""
        sums = {
            counter: Coalesce(Sum(f"allocations__{counter}"), 0)
            for counter in ("reserved", "used", "issued")
        }
        quota = Coalesce(Sum("allocations__granted", filter=Q(allocations__parent=None)), 0)
        return self.annotate(quota=quota, **sums).annotate(
            free=F("quota") - F("reserved") - F("used")
        )

    def open_on(self, day: Any) -> Self:
        """Programmes that take applications on a day."""
        return self.filter(starts_on__lte=day, ends_on__gte=day, cancelled_at=None)


class Programme(models.Model):
    """One year's facilitation on one track with one funding source. Its quota is in the ledger."""

    slug = models.SlugField(unique=True, max_length=80)
    name = models.CharField(max_length=160)
    year = models.PositiveSmallIntegerField()
    track = models.CharField(max_length=12, choices=Track)
    funding_source = models.CharField(max_length=16, choices=FundingSource)
    facilitation_code = models.CharField(max_length=20, blank=True)
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="+")
    office = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="programmes")
    starts_on = models.DateField()
    ends_on = models.DateField()
    created_at = models.DateTimeField(db_default=Now())
    budget = models.PositiveBigIntegerField(
        null=True, blank=True, help_text="rupiah set aside (pagu)"
    )
    budget_code = models.CharField(max_length=60, blank=True, help_text="budget line (rekening)")
    recall_after_days = models.PositiveSmallIntegerField(
        default=20, help_text="working days after which free places of a level count as idle"
    )
    required_qualification = models.ForeignKey(
        "accounts.Qualification",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="what a companion must have learned to be given its cases",
    )
    cancelled_at = models.DateTimeField(null=True)
    cancelled_reason = models.CharField(max_length=200, blank=True)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="programme_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def is_open_on(self, day: datetime.date) -> bool:
        """Whether it takes applications on this day, like `open_on` for many."""
        return self.cancelled_at is None and self.starts_on <= day <= self.ends_on


class Target(models.Model):
    """So many certificates of a programme (or one kab/kota, or one LP3H of it) by a day."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="targets")
    region = models.ForeignKey(
        "regions.Region", models.PROTECT, null=True, blank=True, related_name="+"
    )
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=120)
    quantity = models.PositiveIntegerField()
    starts_on = models.DateField()
    due_on = models.DateField()
    day_basis = models.CharField(max_length=8, choices=DayBasis, default=DayBasis.CALENDAR)
    counts_first_day = models.BooleanField(
        default=False, help_text="the starting day is the first of the days"
    )
    measure = models.CharField(max_length=8, choices=TargetMeasure, default=TargetMeasure.USED)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("starts_on")), name="target_due_after_start"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def unit(self) -> str:
        """What is counted, in a word."""
        return TargetMeasure(self.measure).unit
