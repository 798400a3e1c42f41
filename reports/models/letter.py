"""Letters: templates, batches, and each letter with its number and state."""

import datetime
import secrets
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Organisation
from reports.enums import LetterKind, LetterState, Nature, Paper
from reports.models.letterhead import NumberSeries, Signer

_CODE_BYTES = 16


def new_code() -> str:
    """The code of the address that verifies a letter; 128 bits."""
    return secrets.token_urlsafe(_CODE_BYTES)


class LetterTemplateQuerySet(models.QuerySet["LetterTemplate"]):
    def visible_to(self, user: Any) -> Self:
        """The shared ones, and those of the offices that the person sees."""
        own = Organisation.objects.visible_to(user)
        return self.filter(Q(organisation=None) | Q(organisation__in=own))

    def valid_on(self, day: datetime.date) -> Self:
        return self.filter(
            Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day, is_active=True
        )


class LetterTemplate(models.Model):
    """The words of a kind of letter, with {placeholders}; without an office it is shared."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="letter_templates"
    )
    kind = models.CharField(max_length=16, choices=LetterKind)
    name = models.CharField(max_length=120)
    classification = models.CharField(max_length=30, help_text="Permendagri 83/2022")
    nature = models.CharField(max_length=12, choices=Nature, default=Nature.NORMAL)
    subject = models.CharField(max_length=160)
    body = models.TextField(help_text="paragraphs between empty lines, with {placeholders}")
    copies = models.TextField(blank=True, help_text="tembusan, one a line")
    attachment = models.CharField(max_length=120, blank=True, help_text="what is attached")
    valid_from = models.DateField(default=datetime.date.today)
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)

    objects = LetterTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="letter_template_valid_to_after_from",
            )
        ]

    def __str__(self) -> str:
        return self.name


class LetterBatchQuerySet(models.QuerySet["LetterBatch"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(organisation__in=Organisation.objects.visible_to(user))


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
        """The letters of the offices in the person's region, or to and about the person."""
        scope = user.scope
        if scope.is_regional:
            return self.filter(scope.in_region("organisation__region_id"))
        return self.filter(Q(companion_id=scope.user_id) | Q(business__owner_id=scope.user_id))

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
    signer = models.ForeignKey(Signer, models.PROTECT, null=True, related_name="letters")
    subject = models.CharField(max_length=160)
    recipient = models.CharField(max_length=200)
    paper = models.CharField(max_length=4, choices=Paper)
    # Head, classification, recipient's lines, paragraphs, copies, table: as on the paper.
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
                    & Q(numbered_at__isnull=False, written_on__isnull=False)
                ),
                name="letter_draft_has_no_number",
            ),
            models.CheckConstraint(
                condition=Q(signed_on=None, signed_by_name="", signed_file="")
                | (Q(signed_on__isnull=False) & ~Q(signed_by_name="") & ~Q(signed_file="")),
                name="letter_signed_with_file",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state=LetterState.WITHDRAWN, withdrawn_at__isnull=False)
                    & ~Q(withdrawn_reason="")
                )
                | (~Q(state=LetterState.WITHDRAWN) & Q(withdrawn_at=None, withdrawn_reason="")),
                name="letter_withdrawn_why",
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"draf {self.pk}"
