"""Certificates of attendance: their numbers without a gap, and what each one says."""

import secrets
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from workshops.models.attendance import Participant
from workshops.models.event import Event

# Fields of the pattern: seq, unit (the organiser's short name), month (roman), year.
DEFAULT_PATTERN = "{seq:03d}/SERT/{unit}/{month}/{year}"
_CODE_BYTES = 15
CODE_LENGTH = 20  # letters of base64 for that


def new_code() -> str:
    """The code of the address that verifies it; 120 bits."""
    return secrets.token_urlsafe(_CODE_BYTES)


class CertificateSeries(models.Model):
    """The last number that an organiser gave in a year; its row is locked while one is taken."""

    organiser = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    pattern = models.CharField(max_length=60, default=DEFAULT_PATTERN)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organiser", "year"], name="certificate_series_once")
        ]

    def __str__(self) -> str:
        return f"{self.organiser_id} {self.year}: {self.last}"


class AttendanceCertificateQuerySet(models.QuerySet["AttendanceCertificate"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(participant__in=Participant.objects.visible_to(user))

    def valid(self) -> Self:
        return self.filter(withdrawn_at=None)


class AttendanceCertificate(models.Model):
    """Says that somebody was there and learned. Its words are kept as they were given.

    Unsigned it is a draft; the signature is put by the office, on paper or in a file of its own.
    """

    event = models.ForeignKey(Event, models.PROTECT, related_name="certificates")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="certificates")
    series = models.ForeignKey(CertificateSeries, models.PROTECT, related_name="certificates")
    sequence = models.PositiveIntegerField()
    number = models.CharField(max_length=120)
    code = models.CharField(max_length=24, unique=True, default=new_code)
    name = models.CharField(max_length=120)
    # Title, days, place, JP, share, score, speakers: as on the paper.
    facts = models.JSONField()
    issued_at = models.DateTimeField(default=timezone.now)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signed_on = models.DateField(null=True)
    signed_by_name = models.CharField(max_length=160, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_reason = models.CharField(max_length=200, blank=True)

    objects = AttendanceCertificateQuerySet.as_manager()

    class Meta:
        ordering = ["series", "sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "sequence"], name="attendance_certificate_sequence_once"
            ),
            models.UniqueConstraint(
                fields=["participant"],
                condition=Q(withdrawn_at=None),
                name="attendance_certificate_one_valid",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="attendance_certificate_withdrawn_by",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="attendance_certificate_withdrawn_why",
            ),
            # Two offices may share a short name: a number is one office's.
            models.UniqueConstraint(
                fields=["series", "number"], name="attendance_certificate_number_once"
            ),
            models.CheckConstraint(
                condition=Q(signed_on=None, signed_by_name="")
                | (Q(signed_on__isnull=False) & ~Q(signed_by_name="")),
                name="attendance_certificate_signed_by",
            ),
        ]

    def __str__(self) -> str:
        return self.number
