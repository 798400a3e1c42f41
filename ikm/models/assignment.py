"""Which companion helps which business."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ikm.models.business import Business


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def current(self) -> Self:
        return self.filter(ended_on=None)


class Assignment(models.Model):
    """A companion of an LP3H or PLUT is responsible for a business; the scope ends with it."""

    business = models.ForeignKey(Business, models.CASCADE, related_name="assignments")
    companion = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments"
    )
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="assignments"
    )
    started_on = models.DateField(default=timezone.localdate)
    ended_on = models.DateField(null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["business"], condition=Q(ended_on=None), name="assignment_one_current"
            )
        ]

    def __str__(self) -> str:
        return f"{self.companion} → {self.business}"
