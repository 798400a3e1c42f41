"""Links that show a head's page to somebody without an account."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from certification.models import Programme
from halalportal.audit import services as audit
from reports.models import ShareLink
from reports.rules import can_see_summary

# How long a link may live, in days.
LIFETIMES = (1, 7, 30)


@transaction.atomic
def share(*, programme: Programme, as_of: datetime.date | None, days: int, by: User) -> ShareLink:
    """Makes a link that shows what the person sees now, in the present role, for some days.

    Raises:
        PermissionDenied: the person may not see the page.
    """
    membership = by.active_membership
    if membership is None or not can_see_summary(by) or days not in LIFETIMES:
        raise PermissionDenied
    now = timezone.now()
    link = ShareLink.objects.create(
        programme=programme,
        membership=membership,
        as_of=as_of,
        created_at=now,
        expires_at=now + datetime.timedelta(days=days),
    )
    audit.record(action="share_link.created", subject=link, by=by, days=days)
    return link


@transaction.atomic
def revoke(*, link: ShareLink, by: User) -> bool:
    """Takes a link back; False when it was taken back already."""
    locked = ShareLink.objects.select_for_update().get(pk=link.pk)
    if locked.revoked_at:
        return False
    locked.revoked_at = timezone.now()
    locked.save(update_fields=["revoked_at"])
    audit.record(action="share_link.revoked", subject=locked, by=by)
    return True
