"""The letter that asks the kab/kota for candidates, and whom they name."""

import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.enums import Role
from certification.enums import Screening
from certification.models.programme import Programme


class NominationCallQuerySet(models.QuerySet["NominationCall"]):
    def visible_to(self, user: Any) -> Self:
        """Calls of the province, or those that ask the person's own kab/kota."""
        scope = user.scope
        if not scope.is_regional:
            return self.none()
        if len(scope.region_code) == 2:
            return self.filter(programme__region_id=scope.region_code)
        return self.filter(requests__region_id=scope.region_code).distinct()


class NominationCall(models.Model):
    """One letter of the province ("Permintaan Usulan IKM") with its answer-by day."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="calls")
    name = models.CharField(max_length=120)
    letter_number = models.CharField(max_length=80, blank=True)
    due_on = models.DateField()
    text = models.TextField(blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now())

    objects = NominationCallQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            # The same letter sent twice, by two clicks or two people, asks once.
            models.UniqueConstraint(fields=["programme", "name"], name="nomination_call_once")
        ]

    def __str__(self) -> str:
        return self.name


class NominationRequestQuerySet(models.QuerySet["NominationRequest"]):
    def asked_of(self, user: Any) -> Self:
        """Requests to the person's own kab/kota, in the hands of its officer."""
        code = user.scope.region_code if user.role == Role.REGENCY_OFFICER else ""
        return self.filter(region_id=code)

    def waiting(self) -> Self:
        """Not answered yet, in programmes that go on."""
        return self.filter(answered_at=None, call__programme__cancelled_at=None)


class NominationRequest(models.Model):
    """What a call asks of one kab/kota; `answered_at` when it sent its list."""

    call = models.ForeignKey(NominationCall, models.CASCADE, related_name="requests")
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="+")
    places = models.PositiveIntegerField(help_text="candidates asked for")
    due_on = models.DateField(null=True, help_text="a later day granted to this kab/kota")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = NominationRequestQuerySet.as_manager()

    class Meta:
        ordering = ["region_id"]
        constraints = [
            models.UniqueConstraint(fields=["call", "region"], name="nomination_request_once"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="nomination_request_answered_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call}: {self.region}"

    @property
    def until(self) -> datetime.date:
        """The last day to answer: the kab/kota's own where one was granted."""
        return self.due_on or self.call.due_on


class NominationQuerySet(models.QuerySet["Nomination"]):
    def visible_to(self, user: Any) -> Self:
        """Those of the person's region."""
        return self.filter(user.scope.in_region("request__region_id"))

    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)


class Nomination(models.Model):
    """A business that a kab/kota names. `findings` is what the screening found, rule by rule."""

    merge_noun = "usulan"
    merge_refusal = (
        "Kedua usaha diusulkan pada permintaan yang sama. Tarik salah satu usulan, lalu gabungkan "
        "lagi."
    )

    request = models.ForeignKey(NominationRequest, models.PROTECT, related_name="nominations")
    business = models.ForeignKey("ikm.Business", models.PROTECT, related_name="nominations")
    note = models.CharField(max_length=200, blank=True)
    nominated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    nominated_at = models.DateTimeField(db_default=Now())
    withdrawn_at = models.DateTimeField(null=True)
    screening = models.CharField(max_length=8, choices=Screening, default=Screening.WAITING)
    findings = models.JSONField(default=list, blank=True)
    screened_at = models.DateTimeField(null=True)
    screened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = NominationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "business"],
                condition=Q(withdrawn_at=None),
                name="nomination_once",
            ),
            models.CheckConstraint(
                condition=Q(screened_at=None, screened_by=None)
                | Q(screened_at__isnull=False, screened_by__isnull=False),
                name="nomination_screened_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.business} ({self.request})"
