"""Links that show a head's page to somebody without an account."""

import datetime
import secrets
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from certification.models import Programme

_CODE_BYTES = 20


def new_code() -> str:
    """The code of a shared page; 160 bits."""
    return secrets.token_urlsafe(_CODE_BYTES)


class ShareLinkQuerySet(models.QuerySet["ShareLink"]):
    def visible_to(self, user: Any) -> Self:
        """The person's own links."""
        return self.filter(membership__user_id=user.pk)

    def valid_at(self, moment: datetime.datetime) -> Self:
        """Neither expired nor taken back, and made by somebody who may still see the page."""
        return self.filter(
            revoked_at=None,
            expires_at__gt=moment,
            membership__ended_on=None,
            membership__user__is_active=True,
        )


class ShareLink(models.Model):
    """Shows one programme's page, read-only, until it expires or is taken back.

    It shows what its maker may see in the role in which it was made, as long as that is held.
    """

    code = models.CharField(max_length=30, unique=True, default=new_code)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="share_links")
    membership = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+")
    as_of = models.DateField(null=True, help_text="a past day; null shows the present")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    objects = ShareLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="share_link_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} until {self.expires_at:%Y-%m-%d}"
