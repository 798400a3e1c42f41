"""What an LP3H knows about a companion (P3H): registration, training, districts, capacity."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.enums import Role


class CompanionProfileQuerySet(models.QuerySet["CompanionProfile"]):
    def visible_to(self, user: Any) -> Self:
        """The coordinator's own LP3H, officers by region, and the companion's own.

        A kab/kota sees those who serve one of its districts; `certification` adds those who have
        cases there.
        """
        scope = user.scope
        if scope.is_regional:
            serving = self.model.objects.filter(scope.in_region("districts__code"))
            hosted = scope.in_region("organisation__region_id")
            return self.filter(hosted | Q(pk__in=serving.values("pk")))
        if scope.role == Role.LP3H_COORDINATOR:
            return self.filter(organisation_id=scope.organisation_id)
        return self.filter(user_id=scope.user_id)

    def active(self) -> Self:
        return self.filter(left_on=None)


class CompanionProfile(models.Model):
    """A companion's registration with BPJPH and what work is possible.

    `capacity` is how many open cases the LP3H gives one person at a time.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="companion_profile"
    )
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="companion_profiles"
    )
    registration_number = models.CharField(max_length=40, blank=True)
    trained_on = models.DateField(null=True, blank=True)
    trained_until = models.DateField(null=True, blank=True)
    capacity = models.PositiveSmallIntegerField(default=20)
    districts = models.ManyToManyField("regions.Region", blank=True, related_name="+")
    left_on = models.DateField(null=True, blank=True)

    objects = CompanionProfileQuerySet.as_manager()

    class Meta:
        ordering = ["user__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration_number"],
                condition=~Q(registration_number=""),
                name="companion_registration_once",
            ),
            models.CheckConstraint(
                condition=Q(trained_until=None)
                | Q(trained_on=None)
                | Q(trained_until__gte=F("trained_on")),
                name="companion_training_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.registration_number or str(self.user)
