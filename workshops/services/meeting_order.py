"""A meeting comes after the one that it follows: so no chain of meetings runs in a circle."""

from workshops.errors import MeetingOrderError
from workshops.models import Event


def check_order(event: Event) -> None:
    """Raises `MeetingOrderError` when the event is no longer between its neighbours."""
    is_early = event.follows is not None and event.follows.starts_at >= event.starts_at
    if is_early or event.followed_by.filter(starts_at__lte=event.starts_at).exists():
        raise MeetingOrderError
