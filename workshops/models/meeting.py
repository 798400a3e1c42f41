"""The participant report of an online meeting, read, matched and applied."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from workshops.enums import MeetingState, MeetingTool
from workshops.models.attendance import Participant
from workshops.models.event import Event, OfEventQuerySet


class MeetingReport(models.Model):
    """One file of Zoom, Google Meet or Teams. Nothing counts before a person confirms it."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="meeting_reports")
    tool = models.CharField(max_length=8, choices=MeetingTool)
    file_name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=MeetingState, default=MeetingState.OPEN)
    uploaded_at = models.DateTimeField(default=timezone.now)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # The day of a meeting of which the file says hours or totals alone.
    day = models.DateField(null=True)
    takes_totals = models.BooleanField(
        default=False, help_text="whether minutes without a time may be counted in order of time"
    )
    applied_at = models.DateTimeField(null=True)
    # So that it can be undone: attendances that this report made, and of those that it filled in,
    # by their id: evidence, minutes and mode as they were.
    made = ArrayField(models.BigIntegerField(), default=list)
    before = models.JSONField(default=dict)

    objects = OfEventQuerySet["MeetingReport"].as_manager()

    class Meta:
        ordering = ["-uploaded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "sha256"],
                condition=~Q(state=MeetingState.UNDONE),
                name="meeting_report_once",
            )
        ]

    def __str__(self) -> str:
        return self.file_name


class MeetingGuest(models.Model):
    """A name in the report with all its stays, and the participant that it is."""

    report = models.ForeignKey(MeetingReport, models.CASCADE, related_name="guests")
    name = models.CharField(max_length=200)
    email = models.CharField(max_length=254, blank=True)
    # A total that doesn't say when, within the stays if there are any; None: the stays say all.
    minutes = models.PositiveSmallIntegerField(null=True)
    participant = models.ForeignKey(
        Participant, models.SET_NULL, null=True, related_name="meeting_guests"
    )
    # 0–100 with its reason in words; None: a person chose.
    score = models.PositiveSmallIntegerField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    is_confirmed = models.BooleanField(default=False)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "name", "email"], name="meeting_guest_once")
        ]

    def __str__(self) -> str:
        return self.name


class MeetingStay(models.Model):
    """From joining to leaving; one guest may come several times."""

    guest = models.ForeignKey(MeetingGuest, models.CASCADE, related_name="stays")
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField()

    class Meta:
        ordering = ["joined_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(left_at__gte=F("joined_at")), name="stay_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return f"{self.joined_at:%H:%M}"
