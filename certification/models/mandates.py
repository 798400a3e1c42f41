"""The owner's consent that somebody else files: what, until when, in which words, proven how."""

import datetime
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.enums import Role
from certification.enums import MandateProof


class MandateQuerySet(models.QuerySet["Mandate"]):
    def visible_to(self, user: Any) -> Self:
        """The owner's own, those that name the person, and those of the officer's region."""
        scope = user.scope
        match scope.role:
            case Role.OWNER:
                return self.filter(business__owner_id=scope.user_id)
            case Role.COMPANION:
                return self.filter(holder_id=scope.user_id)
            case Role.LP3H_COORDINATOR:
                return self.filter(organisation_id=scope.organisation_id)
            case _:
                return self.filter(scope.in_region("business__regency_id"))

    def in_force(self, day: datetime.date) -> Self:
        """Given, not revoked, not over on that day (the business's local date)."""
        return self.filter(revoked_at=None, given_on__lte=day, ends_on__gte=day)


class Mandate(models.Model):
    """One consent. Its words are kept with their hash and never changed; revoking ends it."""

    business = models.ForeignKey("ikm.Business", models.PROTECT, related_name="mandates")
    # Who may act: a person, and every officer of an office when the holder is one of it.
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True)
    scope = ArrayField(models.CharField(max_length=12), help_text="fill, submit, sihalal")
    text = models.TextField()
    text_sha256 = models.CharField(max_length=64)
    proof = models.CharField(max_length=10, choices=MandateProof)
    # Signed or thumb-printed paper, re-encoded; encrypted on disk.
    paper = models.FileField(upload_to="kuasa/%Y/%m", max_length=200, blank=True)
    paper_sha256 = models.CharField(max_length=64, blank=True)
    given_on = models.DateField()
    ends_on = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    revoked_reason = models.CharField(max_length=200, blank=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("given_on")), name="mandate_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="mandate_revoked_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(proof__in=[MandateProof.PAPER, MandateProof.THUMB]) | ~Q(paper=""),
                name="mandate_paper_is_kept",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.business_id} {self.given_on}"


class MandateCode(models.Model):
    """A code that the owner reads on the own page and tells the helper: once, for minutes."""

    business = models.ForeignKey("ikm.Business", models.CASCADE, related_name="mandate_codes")
    code_index = models.CharField(max_length=64, help_text="keyed hash of the code")
    text_sha256 = models.CharField(max_length=64, help_text="the words the owner agreed to")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.business_id} {self.expires_at:%Y-%m-%d}"
