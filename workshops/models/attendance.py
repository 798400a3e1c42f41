"""Participants and their presence per session."""

import secrets
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower, Now
from django.utils import timezone

from accounts.enums import Role
from workshops.enums import Evidence, Mode, ParticipantStatus, ScanOutcome
from workshops.models.delegation import Delegation
from workshops.models.event import Event, Session

# Without 0/O, 1/I/L: typed by hand when no camera works.
BADGE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
BADGE_LENGTH = 12


def new_badge() -> str:
    """A code of 59 bits."""
    return "".join(secrets.choice(BADGE_LETTERS) for _ in range(BADGE_LENGTH))


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def visible_to(self, user: Any) -> Self:
        """Everybody at the own region's events, people of the own region elsewhere, or oneself."""
        scope = user.scope
        if scope.is_regional:
            return self.filter(scope.in_region("event__region_id") | scope.in_region("region_id"))
        if scope.role == Role.LP3H_COORDINATOR:
            return self.filter(
                user__memberships__organisation_id=scope.organisation_id,
                user__memberships__ended_on=None,
            ).distinct()
        return self.filter(Q(user_id=scope.user_id) | Q(business__owner_id=scope.user_id))

    def of_businesses(self) -> Self:
        """Those who came for a business; the others came for an office or an LP3H."""
        return self.filter(business__isnull=False)

    def expected(self) -> Self:
        """Everybody who may still come: neither declined nor without a seat so far."""
        return self.exclude(status__in=[ParticipantStatus.DECLINED, ParticipantStatus.WAITING])

    def registered(self) -> Self:
        """Those who hold a seat."""
        return self.filter(status=ParticipantStatus.REGISTERED)

    def waiting(self) -> Self:
        """Those for whom no seat was free so far."""
        return self.filter(status=ParticipantStatus.WAITING)

    def onsite(self) -> Self:
        return self.filter(mode=Mode.ONSITE)

    def online(self) -> Self:
        return self.filter(mode=Mode.ONLINE)

    def attended(self) -> Self:
        """Present in at least one session."""
        return self.filter(Exists(Attendance.objects.filter(participant=OuterRef("pk"))))

    def came_or_registered(self) -> Self:
        """Those who hold a seat, and those who came without having answered."""
        return self.registered() | self.expected().attended()


class Participant(models.Model):
    """Somebody at an event: for a business, for an office, or for an LP3H."""

    # Read when two records of a business are merged (ikm.selectors.hanging).
    merge_noun = "kehadiran di kegiatan"

    event = models.ForeignKey(Event, models.CASCADE, related_name="participants")
    business = models.ForeignKey(
        "ikm.Business", models.PROTECT, null=True, blank=True, related_name="participations"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=120)
    agency = models.CharField(max_length=160, blank=True)
    phone = models.CharField(max_length=16, blank=True, help_text="E.164")
    email = models.EmailField(blank=True)
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="+")
    mode = models.CharField(max_length=6, choices=Mode)
    status = models.CharField(
        max_length=10, choices=ParticipantStatus, default=ParticipantStatus.REGISTERED
    )
    delegation = models.ForeignKey(
        Delegation, models.SET_NULL, null=True, blank=True, related_name="participants"
    )
    substitute_for = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="substitute"
    )
    waiting_since = models.DateTimeField(null=True, blank=True)
    # An officer put the person before all who wait.
    preferred_at = models.DateTimeField(null=True, blank=True)
    # The seat came from the waiting list; the person is told.
    promoted_at = models.DateTimeField(null=True, blank=True)
    # Says who somebody is at the door, and nothing else; long enough that nobody guesses one.
    badge = models.CharField(max_length=16, unique=True, default=new_badge)
    created_at = models.DateTimeField(db_default=Now())

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "business"],
                # Whoever declined may be represented by a row of its own.
                condition=Q(business__isnull=False) & ~Q(status=ParticipantStatus.DECLINED),
                name="participant_business_once",
            ),
            models.UniqueConstraint(
                fields=["event", "user"],
                # An owner may come for several businesses.
                condition=Q(user__isnull=False, business=None),
                name="participant_user_once",
            ),
            models.UniqueConstraint(
                "event",
                Lower("name"),
                Lower("agency"),
                condition=Q(business=None),
                name="participant_person_once",
            ),
            models.CheckConstraint(
                condition=Q(status=ParticipantStatus.WAITING, waiting_since__isnull=False)
                | (~Q(status=ParticipantStatus.WAITING) & Q(waiting_since=None)),
                name="participant_waits_since",
            ),
            models.CheckConstraint(
                condition=(Q(preferred_at=None) | Q(status=ParticipantStatus.WAITING))
                & (Q(promoted_at=None) | Q(status=ParticipantStatus.REGISTERED)),
                name="participant_preferred_then_promoted",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_expected(self) -> bool:
        """Whether the person may still come: neither declined nor without a seat so far."""
        return self.status not in {ParticipantStatus.DECLINED, ParticipantStatus.WAITING}

    @property
    def represents(self) -> str:
        """The business, else the office, for which the person comes."""
        return self.business.name if self.business else self.agency


class Attendance(models.Model):
    """A participant was in a session; the mode is how the person really took part."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="attendances")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="attendances")
    mode = models.CharField(max_length=6, choices=Mode)
    evidence = models.CharField(max_length=12, choices=Evidence, default=Evidence.OFFICER)
    minutes = models.PositiveSmallIntegerField(
        null=True, help_text="in the online room, by the meeting tool's report"
    )
    at = models.DateTimeField(default=timezone.now)
    # None: by the participant alone, with the code of the room.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "participant"], name="attendance_once"),
            models.CheckConstraint(
                condition=Q(by__isnull=False) | Q(evidence=Evidence.SELF),
                name="attendance_noted_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id} di {self.session_id}"


class Scan(models.Model):
    """One scan as the device sent it. `nonce` makes it count once, however often it arrives."""

    nonce = models.UUIDField(unique=True)
    session = models.ForeignKey(Session, models.CASCADE, related_name="scans")
    participant = models.ForeignKey(Participant, models.CASCADE, null=True, related_name="scans")
    outcome = models.CharField(max_length=12, choices=ScanOutcome)
    at = models.DateTimeField(help_text="by the clock of the device")
    received_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.nonce)


class AidNote(models.Model):
    """What help a participant needs in the room; for the organiser, until a month after."""

    participant = models.OneToOneField(Participant, models.CASCADE, related_name="aid_note")
    sealed = models.BinaryField(help_text="encrypted text")

    def __str__(self) -> str:
        return str(self.participant_id)
