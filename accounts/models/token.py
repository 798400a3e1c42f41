"""Tokens with which a program reads the API in the name of a person."""

import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.enums import STAFF
from accounts.models.membership import Membership


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def visible_to(self, user: Any) -> Self:
        """The person's own."""
        return self.filter(membership__user_id=user.pk)

    def valid_at(self, moment: datetime.datetime) -> Self:
        """Those that open the API: of a role at work that the person still holds."""
        return self.filter(
            revoked_at=None,
            expires_at__gt=moment,
            membership__ended_on=None,
            membership__role__in=STAFF,
            membership__user__is_active=True,
        )

    def dead_since(self, moment: datetime.datetime) -> Self:
        """Those that ran out or were taken back before a moment."""
        return self.filter(Q(expires_at__lt=moment) | Q(revoked_at__lt=moment))


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
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="api_token_has_name"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at"))
                & Q(expires_at__lte=F("created_at") + datetime.timedelta(days=366)),
                name="api_token_ends_within_a_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"
