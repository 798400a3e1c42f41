"""Tokens with which a program reads the API in the name of a person."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models.membership import Membership


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def visible_to(self, user: Any) -> Self:
        """The person's own."""
        return self.filter(membership__user_id=user.pk)

    def valid_at(self, moment: Any) -> Self:
        return self.filter(revoked_at=None, expires_at__gt=moment, membership__ended_on=None)


class ApiToken(models.Model):
    """Reads what one role of one person may see. Only a keyed digest of the secret is kept."""

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="api_tokens")
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=12, help_text="the start of the token, to know it again")
    digest = models.BinaryField(max_length=32, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    last_used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="api_token_has_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"
