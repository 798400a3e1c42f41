"""Seats that an office or an LP3H may fill, and the letters that ask for people."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from workshops.enums import Mode, Reply
from workshops.models.event import Event, OfEventQuerySet


class DelegationQuerySet(OfEventQuerySet["Delegation"]):
    def keeping_seats(self) -> Self:
        """Those who did not answer that they send nobody."""
        return self.exclude(invitation__reply=Reply.NO)


class Delegation(models.Model):
    """So many seats of one mode for a kab/kota, or for one office or LP3H."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="delegations")
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="+")
    # None: the kab/kota itself, whoever sends its people.
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    mode = models.CharField(max_length=6, choices=Mode)
    seats = models.PositiveSmallIntegerField()
    contact_name = models.CharField(max_length=120, blank=True)
    contact_phone = models.CharField(max_length=16, blank=True, help_text="E.164")
    contact_email = models.EmailField(blank=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        ordering = ["region_id", "organisation__name", "mode"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "region", "organisation", "mode"],
                nulls_distinct=False,
                name="delegation_once",
            ),
            models.CheckConstraint(condition=Q(seats__gte=1), name="delegation_has_seats"),
        ]

    def __str__(self) -> str:
        return str(self.organisation or self.region)


class InvitationQuerySet(OfEventQuerySet["Invitation"]):
    def unanswered(self) -> Self:
        return self.filter(reply=Reply.NONE)


class Invitation(models.Model):
    """A letter that asks for an answer: to a delegation, or to one participant.

    The link in it is signed and holds `version`; a new version makes the old link useless.
    """

    event = models.ForeignKey(Event, models.CASCADE, related_name="invitations")
    delegation = models.OneToOneField(
        Delegation, models.CASCADE, null=True, blank=True, related_name="invitation"
    )
    participant = models.OneToOneField(
        "workshops.Participant", models.CASCADE, null=True, blank=True, related_name="invitation"
    )
    version = models.PositiveSmallIntegerField(default=1)
    made_at = models.DateTimeField(default=timezone.now)
    reply = models.CharField(max_length=10, choices=Reply, blank=True, default=Reply.NONE)
    replied_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(delegation=None, participant__isnull=False)
                | Q(delegation__isnull=False, participant=None),
                name="invitation_to_one",
            ),
            models.CheckConstraint(
                condition=Q(reply="", replied_at=None)
                | (~Q(reply="") & Q(replied_at__isnull=False)),
                name="invitation_replied_when",
            ),
        ]

    def __str__(self) -> str:
        return f"undangan {self.pk}"
