"""The secret address of a person's calendar: made, renewed, removed, and looked up."""

import secrets

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from halalportal.audit import services as audit
from halalportal.lib.encryption import keyed_index
from workshops.models import CalendarFeed


@transaction.atomic
def renew(*, by: User) -> str:
    """Makes a new address and returns its key, which is stored nowhere; the old one is dead."""
    key = secrets.token_urlsafe(32)
    values = {"key_index": _index(key), "made_at": timezone.now()}
    CalendarFeed.objects.update_or_create(user=by, defaults=values)
    audit.record(action="calendar_feed.renewed", subject=by, by=by)
    return key


@transaction.atomic
def remove(*, by: User) -> None:
    """Makes the address useless; nothing happens when there is none."""
    count, _ = CalendarFeed.objects.filter(user=by).delete()
    if count:
        audit.record(action="calendar_feed.removed", subject=by, by=by)


def user_of(key: str) -> User | None:
    """Whose calendar a key opens; None for a wrong key and for a closed account."""
    feed = CalendarFeed.objects.filter(key_index=_index(key)).select_related("user").first()
    return feed.user if feed and feed.user.is_active else None


def _index(key: str) -> str:
    return keyed_index(key, field="calendar_feed")
