"""The row lock behind which an event, its participants and its seats change."""

from django.core.exceptions import PermissionDenied

from accounts.models import User
from workshops.models import Event
from workshops.rules import can_manage


def lock(event_id: int, *, by: User) -> Event:
    """The event, locked until the transaction ends. Raises `PermissionDenied` to strangers."""
    event = hold(event_id)
    if not can_manage(by, event):
        raise PermissionDenied
    return event


def hold(event_id: int) -> Event:
    """The same for what no officer does: a signed link, or the public calendar, allows it."""
    return _locked(event_id)


def _locked(event_id: int) -> Event:
    return Event.objects.select_for_update(of=("self",)).get(pk=event_id)
