"""Who saw personal data and why; who claims a record as the own one; saved filters."""

import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from ikm.enums import ClaimStatus
from ikm.models.business import Business

# A code dies after this many wrong ones for its business.
MOST_ATTEMPTS = 10


class Unmasking(models.Model):
    """Somebody saw personal data in the clear. The owner can read this; nobody can change it."""

    business = models.ForeignKey(Business, models.PROTECT, related_name="unmaskings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    fields = models.JSONField(default=list, help_text="names of the fields shown")
    purpose = models.CharField(max_length=200)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["business", "-at"], name="unmasking_business")]

    def __str__(self) -> str:
        return f"{self.business_id} {self.at:%Y-%m-%d}"


class ClaimQuerySet(models.QuerySet["Claim"]):
    def visible_to(self, user: Any) -> Self:
        """Own claims, and those on businesses of the officer's region."""
        scope = user.scope
        if scope.is_regional:
            return self.filter(scope.in_region("business__regency_id"))
        return self.filter(user_id=user.pk)

    def waiting(self) -> Self:
        """Claims that an officer has to decide."""
        return self.filter(status=ClaimStatus.WAITING)


class Claim(models.Model):
    """A person says that a record is the own business; a code or an officer must prove it."""

    business = models.ForeignKey(Business, models.PROTECT, related_name="claims")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="claims")
    status = models.CharField(max_length=8, choices=ClaimStatus, default=ClaimStatus.WAITING)
    note = models.CharField(max_length=200, blank=True, help_text="what the person says")
    created_at = models.DateTimeField(db_default=Now())
    # Why it was refused, or "" for an approval.
    reason = models.CharField(max_length=200, blank=True, db_default="")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["business", "user"],
                condition=Q(status=ClaimStatus.WAITING),
                name="claim_once_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} → {self.business_id}"


class ClaimCodeQuerySet(models.QuerySet["ClaimCode"]):
    def live(self, now: datetime.datetime) -> Self:
        """Codes that may still prove a claim."""
        return self.filter(used_at=None, expires_at__gt=now, attempts__lt=MOST_ATTEMPTS)


class ClaimCode(models.Model):
    """A code that the office gave the owner on paper: proves a claim once; only a hash is kept."""

    business = models.ForeignKey(Business, models.CASCADE, related_name="claim_codes")
    code_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    objects = ClaimCodeQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.business_id} until {self.expires_at:%Y-%m-%d}"


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    def visible_to(self, user: Any) -> Self:
        """Own filters, and those that colleagues of the same region share."""
        scope = user.scope
        shared = Q(is_shared=True, region_id=scope.region_code) if scope.is_regional else Q(pk=None)
        return self.filter(Q(by_id=user.pk) | shared)


class SavedFilter(models.Model):
    """A name for a query string of the list of businesses."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_filters")
    region = models.ForeignKey("regions.Region", models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500)
    is_shared = models.BooleanField(default=False)
    created_at = models.DateTimeField(db_default=Now())

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["by", "name"], name="saved_filter_name")]

    def __str__(self) -> str:
        return self.name
