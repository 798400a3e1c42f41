"""The event and its sessions."""

import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from accounts.enums import Role
from workshops.enums import EventKind

LESSON_MINUTES = 45  # one JP (jam pelajaran)


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, user: Any) -> Self:
        """Events of the person's province; owners and companions see those they take part in."""
        scope = user.scope
        if scope.is_regional:
            return self.filter(region_id__startswith=scope.region_code[:2])
        if scope.role == Role.LP3H_COORDINATOR:
            return self.filter(
                region_id__startswith=user.active_membership.organisation.region_id[:2]
            )
        mine = Q(participants__user_id=scope.user_id) | Q(
            participants__business__owner_id=scope.user_id
        )
        return self.filter(mine).distinct()

    def managed_by(self, user: Any) -> Self:
        """Events that an officer may change: those of the own region."""
        return self.filter(user.scope.in_region("region_id"))

    def upcoming(self, now: datetime.datetime) -> Self:
        return self.filter(ends_at__gte=now)


class Event(models.Model):
    """A workshop, bimtek or meeting, on site and online at once where it has both."""

    kind = models.CharField(max_length=12, choices=EventKind)
    title = models.CharField(max_length=160)
    description = models.TextField(blank=True)
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="+")
    organiser = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="events")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    time_zone = models.CharField(max_length=20)
    venue = models.CharField(max_length=160, blank=True)
    online_link = models.URLField(blank=True)
    onsite_seats = models.PositiveSmallIntegerField(null=True, blank=True)
    online_seats = models.PositiveSmallIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now())

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="event_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Session(models.Model):
    """A part of an event for which presence is taken."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="sessions")
    title = models.CharField(max_length=160)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def lesson_hours(self) -> int:
        """Full JP of 45 minutes."""
        return int((self.ends_at - self.starts_at).total_seconds()) // (LESSON_MINUTES * 60)
