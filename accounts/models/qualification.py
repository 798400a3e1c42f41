"""What somebody has learned to be allowed to do: which training, and how long it counts."""

import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Qualification(models.Model):
    """A kind of training that counts for work, e.g. the bimtek of companions."""

    code = models.SlugField(primary_key=True, max_length=40)
    label = models.CharField(max_length=120)
    valid_months = models.PositiveSmallIntegerField(null=True, help_text="None: without an end")
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["label"]

    def __str__(self) -> str:
        return self.label


class TrainingQuerySet(models.QuerySet["Training"]):
    def visible_to(self, user: Any) -> Self:
        """The own; an LP3H's people for its coordinator; everybody's for offices."""
        scope = user.scope
        if scope.is_regional:
            return self
        own = Q(user_id=scope.user_id)
        if scope.organisation_id:
            own |= Q(user__companion_profile__organisation_id=scope.organisation_id)
        return self.filter(own)

    def in_force(self, day: datetime.date) -> Self:
        """Gained by that day and not over."""
        unending = Q(valid_until=None) | Q(valid_until__gte=day)
        return self.filter(unending, gained_on__lte=day)


class Training(models.Model):
    """A person has a qualification, since when, until when, and what shows it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="trainings")
    qualification = models.ForeignKey(Qualification, models.PROTECT, related_name="trainings")
    gained_on = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    # Number and office of the certificate that gave it; withdrawing that takes the row away.
    evidence = models.CharField(max_length=300)

    objects = TrainingQuerySet.as_manager()

    class Meta:
        ordering = ["-gained_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "qualification", "evidence"], name="training_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("gained_on")),
                name="training_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.qualification_id}"
