"""The event and its sessions."""

import datetime
from typing import Any, Self
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from accounts.enums import Role
from regions.models import within
from workshops.enums import EventKind, Mode, WaitingRule
from workshops.models.periods import period

LESSON_MINUTES = 45  # one JP (jam pelajaran)


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, user: Any) -> Self:
        """Events of the own region, of the province above it, and those one takes part in.

        An office also sees the events elsewhere to which people of its region went.
        """
        scope = user.scope
        if scope.is_regional:
            above = Q(region_id=scope.region_code[:2])
            guests = within("participants__region_id", scope.region_code)
            return self.filter(scope.in_region("region_id") | above | guests).distinct()
        if scope.role == Role.LP3H_COORDINATOR:
            province = user.active_membership.organisation.region_id[:2]
            colleagues = Q(
                participants__user__memberships__organisation_id=scope.organisation_id,
                participants__user__memberships__ended_on=None,
            )
            return self.filter(Q(region_id=province) | colleagues).distinct()
        mine = Q(participants__user_id=scope.user_id) | Q(
            participants__business__owner_id=scope.user_id
        )
        return self.filter(mine).distinct()

    def managed_by(self, user: Any) -> Self:
        """Events that an officer may change: those of the own region."""
        return self.filter(user.scope.in_region("region_id"))

    def public(self) -> Self:
        """Events of the public calendar."""
        return self.filter(is_public=True)

    def upcoming(self, now: datetime.datetime) -> Self:
        """Events that have not ended, the next one first."""
        return self.filter(ends_at__gte=now).order_by("starts_at", "pk")

    def past(self, now: datetime.datetime) -> Self:
        """Events that have ended, the latest first."""
        return self.filter(ends_at__lt=now).order_by("-starts_at", "-pk")


class OfEventQuerySet[Row: models.Model](models.QuerySet[Row]):
    """Rows that hang on an event are seen by those who see the event."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(event__in=Event.objects.visible_to(user))


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
    is_public = models.BooleanField(
        default=False, help_text="in the public calendar, and anybody may ask for a seat"
    )
    waiting_rule = models.CharField(
        max_length=16, choices=WaitingRule, default=WaitingRule.FIRST_COME
    )
    answer_by = models.DateField(null=True, blank=True, help_text="last day to answer invitations")
    # Presence online counts from this share of a session's minutes.
    min_session_percent = models.PositiveSmallIntegerField(default=75)
    # A certificate asks for so much of the JP, and for so much of the final test; None: not asked.
    min_attendance_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    min_score_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    gives_qualification = models.ForeignKey(
        "accounts.Qualification", models.PROTECT, null=True, blank=True, related_name="+"
    )
    follows = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_by",
        help_text="the meeting whose decisions stand on this one's agenda",
    )
    revision = models.PositiveSmallIntegerField(default=0, help_text="SEQUENCE of the calendar")
    # Whoever was told time and place before this revision was told something that is no longer so.
    moved_revision = models.PositiveSmallIntegerField(
        default=0, help_text="the revision at which time or place last changed; 0: never"
    )
    changed_at = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(db_default=Now())

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="event_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(min_session_percent__range=(1, 100))
                & (Q(min_attendance_percent=None) | Q(min_attendance_percent__range=(1, 100)))
                & (Q(min_score_percent=None) | Q(min_score_percent__range=(1, 100))),
                name="event_percents_to_hundred",
            ),
            models.CheckConstraint(
                condition=Q(follows=None) | ~Q(follows=F("pk")), name="event_follows_another"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the place, in which every hour of the event is shown and typed."""
        return ZoneInfo(self.time_zone)

    @property
    def when(self) -> str:
        """`Rabu, 24 April 2024, 09.00–15.00 WITA`."""
        return period(self.starts_at, self.ends_at, self.time_zone)

    @property
    def modes(self) -> list[Mode]:
        """The ways to take part that it offers; 0 seats of a mode mean none."""
        has_room = bool(self.online_link or self.online_seats)
        places = {Mode.ONSITE: bool(self.venue), Mode.ONLINE: has_room}
        return [mode for mode, exists in places.items() if exists and self.seats(mode) != 0]

    def seats(self, mode: str) -> int | None:
        """The seat limit of a mode; None for no limit."""
        return self.onsite_seats if mode == Mode.ONSITE else self.online_seats


class Session(models.Model):
    """A part of an event for which presence is taken."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="sessions")
    title = models.CharField(max_length=160)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    # Shown on the wall or the screen; who types it is there. Empty: no check-in by oneself.
    room_code = models.CharField(max_length=8, blank=True)
    room_code_until = models.DateTimeField(null=True, blank=True)

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

    @property
    def when(self) -> str:
        """`Rabu, 24 April 2024, 09.00–10.30 WITA`, in the zone of the event."""
        return period(self.starts_at, self.ends_at, self.event.time_zone)
