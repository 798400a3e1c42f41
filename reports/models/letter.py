"""Letters: batches, and each letter with its number and state."""

import secrets
from typing import Any, Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.enums import OFFICERS, Role
from accounts.models import Membership, Organisation
from reports.enums import LetterState, Paper
from reports.models.letter_template import LetterTemplate
from reports.models.letterhead import NumberSeries, Signer

_CODE_BYTES = 16


def new_code() -> str:
    """The code of the address that verifies a letter; 128 bits."""
    return secrets.token_urlsafe(_CODE_BYTES)


class LetterBatchQuerySet(models.QuerySet["LetterBatch"]):
    def visible_to(self, user: Any) -> Self:
        """The batches of the offices in the person's region."""
        return self.filter(user.scope.in_region("organisation__region_id"))

    def written_by(self, user: Any) -> Self:
        """The batches of the officer's own office, which the officer may change."""
        if user.role not in OFFICERS:
            return self.none()
        return self.filter(organisation__region_id=user.scope.region_code)


class LetterBatch(models.Model):
    """Letters of one template that are made together: preview, number, print."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="letter_batches")
    template = models.ForeignKey(LetterTemplate, models.PROTECT, related_name="batches")
    title = models.CharField(max_length=160)
    programme = models.ForeignKey(
        "certification.Programme", models.PROTECT, null=True, related_name="letter_batches"
    )
    event = models.ForeignKey(
        "workshops.Event", models.PROTECT, null=True, related_name="letter_batches"
    )
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = LetterBatchQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, user: Any) -> Self:
        """The letters of the offices in the person's region, or to and about the person.

        Companions see the letters that name them, coordinators those that name a companion who was
        in their LP3H on the letter's date, owners those about their business; no drafts.
        """
        scope = user.scope
        if scope.is_regional:
            return self.filter(scope.in_region("organisation__region_id"))
        if scope.role == Role.LP3H_COORDINATOR:
            return self._about_companions_of(scope.organisation_id)
        own = {Role.COMPANION: "companion_id", Role.OWNER: "business__owner_id"}.get(scope.role)
        if own is None:
            return self.none()
        return self.filter(**{own: scope.user_id}).exclude(state=LetterState.DRAFT)

    def _about_companions_of(self, organisation_id: int | None) -> Self:
        written = OuterRef("written_on")
        members = Membership.objects.filter(
            Q(ended_on=None) | Q(ended_on__gt=written),
            user=OuterRef("companion"),
            role=Role.COMPANION,
            organisation=organisation_id,
            started_on__lte=written,
        )
        return self.exclude(state=LetterState.DRAFT).filter(Exists(members))

    def written_by(self, user: Any) -> Self:
        """The letters of the officer's own office, which the officer may change."""
        if user.role not in OFFICERS:
            return self.none()
        return self.filter(organisation__region_id=user.scope.region_code)

    def in_state(self, *states: str) -> Self:
        return self.filter(state__in=states)


class Letter(models.Model):
    """One letter of an office to one recipient. Its words are kept as they were written.

    A draft has no number; unsigned it says "draf". The signature is put outside of the portal, on
    paper or in a PDF of its own, and that file is what counts.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="letters")
    template = models.ForeignKey(LetterTemplate, models.PROTECT, related_name="letters")
    batch = models.ForeignKey(LetterBatch, models.PROTECT, null=True, related_name="letters")
    state = models.CharField(max_length=10, choices=LetterState, default=LetterState.DRAFT)
    code = models.CharField(max_length=24, unique=True, default=new_code)
    series = models.ForeignKey(NumberSeries, models.PROTECT, null=True, related_name="letters")
    sequence = models.PositiveIntegerField(null=True)
    number = models.CharField(max_length=120, blank=True)
    written_on = models.DateField(null=True, help_text="the date on the letter")
    signer = models.ForeignKey(Signer, models.PROTECT, related_name="letters")
    subject = models.CharField(max_length=160)
    recipient = models.CharField(max_length=200)
    paper = models.CharField(max_length=4, choices=Paper)
    # As on the paper: head, classification, recipient's lines, blocks, copies, table, signer.
    facts = models.JSONField()
    business = models.ForeignKey("ikm.Business", models.PROTECT, null=True, related_name="letters")
    application = models.ForeignKey(
        "certification.Application", models.PROTECT, null=True, related_name="letters"
    )
    companion = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="letters"
    )
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    numbered_at = models.DateTimeField(null=True)
    numbered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    signed_on = models.DateField(null=True)
    signed_by_name = models.CharField(max_length=160, blank=True)
    signed_file = models.FileField(upload_to="surat/%Y/%m", max_length=200, blank=True)
    signed_sha256 = models.CharField(max_length=64, blank=True)
    # What pyHanko found in the file: signers, whether whole, whether trusted; {} for a scan.
    signature = models.JSONField(default=dict)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_reason = models.CharField(max_length=200, blank=True)

    merge_noun = "surat"

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["series", "sequence"], name="letter_sequence_once"),
            models.UniqueConstraint(
                fields=["organisation", "number"],
                condition=~Q(number=""),
                name="letter_number_once",
            ),
            models.CheckConstraint(
                condition=Q(state=LetterState.DRAFT, number="", numbered_at=None, sequence=None)
                | (
                    ~Q(state=LetterState.DRAFT)
                    & ~Q(number="")
                    & Q(numbered_at__isnull=False, numbered_by__isnull=False)
                    & Q(written_on__isnull=False)
                ),
                name="letter_draft_has_no_number",
            ),
            models.CheckConstraint(
                condition=Q(signed_on=None, signed_by_name="", signed_file="", signed_sha256="")
                | (
                    Q(signed_on__isnull=False)
                    & ~Q(signed_by_name="")
                    & ~Q(signed_file="")
                    & ~Q(signed_sha256="")
                ),
                name="letter_signed_with_file",
            ),
            models.CheckConstraint(
                condition=Q(state=LetterState.WITHDRAWN)
                | Q(state=LetterState.SIGNED, signed_on__isnull=False)
                | (~Q(state=LetterState.SIGNED) & Q(signed_on=None)),
                name="letter_state_signed",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state=LetterState.WITHDRAWN)
                    & Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                    & ~Q(withdrawn_reason="")
                )
                | (
                    ~Q(state=LetterState.WITHDRAWN)
                    & Q(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
                ),
                name="letter_withdrawn_why",
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"draf {self.pk}"

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the office's place."""
        return ZoneInfo(self.organisation.region.time_zone)
