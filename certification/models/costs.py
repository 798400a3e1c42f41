"""What a place costs from when on, and what was paid."""

import datetime
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Now

from certification.models.programme import Programme


class UnitCostQuerySet(models.QuerySet["UnitCost"]):
    def valid_on(self, day: datetime.date) -> Self:
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


class UnitCost(models.Model):
    """Rupiah for one certificate in a programme, between two days, by a tariff's source."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="unit_costs")
    amount = models.PositiveIntegerField(help_text="rupiah per certificate")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)

    objects = UnitCostQuerySet.as_manager()

    class Meta:
        ordering = ["valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="unit_cost_ends_after_start",
            ),
            models.UniqueConstraint(fields=["programme", "valid_from"], name="unit_cost_once"),
            ExclusionConstraint(
                name="unit_cost_one_a_day",
                expressions=[
                    ("programme", RangeOperators.EQUAL),
                    (
                        Func(
                            F("valid_from"),
                            F("valid_to"),
                            Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} sejak {self.valid_from}"


class PaymentQuerySet(models.QuerySet["Payment"]):
    def visible_to(self, user: Any) -> Self:
        """The office's money is seen by the province's own staff."""
        return self.filter(programme__in=Programme.objects.visible_to(user).values("pk"))


class Payment(models.Model):
    """Money that the office paid for so many places of a programme."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="payments")
    places = models.PositiveIntegerField()
    amount = models.PositiveBigIntegerField(help_text="rupiah")
    paid_on = models.DateField()
    reference = models.CharField(max_length=80, help_text="number of the payment order (SP2D)")
    note = models.CharField(max_length=200, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    objects = PaymentQuerySet.as_manager()

    class Meta:
        ordering = ["-paid_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "reference"], name="payment_once")
        ]

    def __str__(self) -> str:
        return self.reference
