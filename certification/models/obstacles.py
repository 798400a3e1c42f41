"""Why a case stands still: one coded cause at a time, and outages that block many."""

import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from accounts.enums import Role
from certification.models.application import Application
from certification.models.programme import Programme
from certification.models.reference import Reason


class ObstacleCause(Reason):
    """A coded cause (domain.md §6, screens.md P5). `next_actor` is the role that acts on it."""

    next_actor = models.CharField(max_length=20, choices=Role)
    is_outside = models.BooleanField(
        default=False, help_text="nobody in the province can mend it, e.g. an outage of SiHalal"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(Reason.Meta):
        abstract = False
        ordering = ["position", "label"]


class IncidentQuerySet(models.QuerySet["Incident"]):
    def visible_to(self, user: Any) -> Self:
        """An outage is everybody's who works with cases of the province."""
        scope = user.scope
        if scope.is_regional:
            return self.filter(region_id=scope.region_code[:2])
        if scope.organisation_id:
            return self.filter(region__organisations=scope.organisation_id)
        return self.none()

    def running(self) -> Self:
        return self.filter(ended_at=None)


class Incident(models.Model):
    """An outage of SiHalal (or OSS), written down once, with all cases that it blocks."""

    system = models.CharField(max_length=40, default="SiHalal")
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=300, blank=True)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(db_default=Now())
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = IncidentQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")),
                name="incident_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["system", "region"],
                condition=Q(ended_at=None),
                name="incident_one_running",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.system} {self.started_at:%Y-%m-%d}"


class ObstacleQuerySet(models.QuerySet["Obstacle"]):
    def visible_to(self, user: Any) -> Self:
        """Those of cases that the person sees."""
        return self.filter(application__in=Application.objects.visible_to(user).values("pk"))

    def open(self) -> Self:
        return self.filter(resolved_at=None)

    def resolved(self) -> Self:
        return self.exclude(resolved_at=None)

    def open_at(self, moment: datetime.datetime) -> Self:
        """Those that held a case up at a moment."""
        unresolved = Q(resolved_at=None) | Q(resolved_at__gt=moment)
        return self.filter(unresolved, since__lte=moment)


class Obstacle(models.Model):
    """What holds one application up, since when, who acts next, and how it was resolved."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="obstacles")
    # The application's own: the head's page counts a programme's obstacles without reading cases.
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+", db_index=False)
    cause = models.ForeignKey(ObstacleCause, models.PROTECT, related_name="obstacles")
    incident = models.ForeignKey(Incident, models.PROTECT, null=True, related_name="obstacles")
    note = models.CharField(max_length=300, blank=True)
    since = models.DateTimeField()
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    next_actor = models.CharField(max_length=20, choices=Role)
    follow_up = models.CharField(max_length=300, blank=True)
    follow_up_by = models.DateField(null=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    resolution = models.CharField(max_length=300, blank=True)

    objects = ObstacleQuerySet.as_manager()

    class Meta:
        ordering = ["since", "pk"]
        indexes = [
            models.Index(fields=["cause", "since"], name="obstacle_by_cause"),
            # Each obstacle is in one of the two: what the head's page counts, without its row.
            models.Index(
                fields=["programme", "cause", "since"],
                condition=Q(resolved_at=None),
                name="obstacle_open",
            ),
            models.Index(
                fields=["programme", "resolved_at"],
                include=["cause", "since"],
                condition=Q(resolved_at__isnull=False),
                name="obstacle_resolved",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(resolved_at=None), name="obstacle_one_open"
            ),
            models.CheckConstraint(
                condition=Q(resolved_at=None) | Q(resolved_at__gte=F("since")),
                name="obstacle_resolved_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.cause}"
