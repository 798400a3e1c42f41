"""Indicators of the office's performance report (LKIP), their targets and results."""

import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from reports.enums import IndicatorMeasure


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def valid_in(self, year: int) -> Self:
        """Those in force on some day of a year."""
        first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=first), valid_from__lte=last)


class Indicator(models.Model):
    """What an office promises in its plan, counted from the data where that can be done."""

    code = models.SlugField(primary_key=True, max_length=40)
    name = models.CharField(max_length=160)
    unit = models.CharField(max_length=30)
    measure = models.CharField(max_length=12, choices=IndicatorMeasure)
    position = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_typed(self) -> bool:
        """Whether no data of the portal counts it."""
        return self.measure == IndicatorMeasure.TYPED


class IndicatorTargetQuerySet(models.QuerySet["IndicatorTarget"]):
    def visible_to(self, user: Any) -> Self:
        """Those of the person's province."""
        code = user.scope.region_code if user.scope.is_regional else ""
        return self.filter(region_id=code[:2])


class IndicatorTarget(models.Model):
    """So much of an indicator in a province from one year to another, both included.

    A target of a single year also holds what the office wrote about that year.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="targets")
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="+")
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    quantity = models.PositiveIntegerField(null=True, blank=True)
    result = models.PositiveIntegerField(
        null=True, blank=True, help_text="typed, where no data counts it"
    )
    cause = models.CharField(max_length=300, blank=True)
    follow_up = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=200, blank=True, help_text="the plan that sets it")
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    objects = IndicatorTargetQuerySet.as_manager()

    class Meta:
        ordering = ["indicator", "first_year", "last_year"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "region", "first_year", "last_year"],
                name="indicator_target_once",
            ),
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")), name="indicator_target_in_order"
            ),
            models.CheckConstraint(
                condition=Q(first_year=F("last_year")) | Q(result=None, cause="", follow_up=""),
                name="indicator_target_results_by_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.first_year}–{self.last_year}"
