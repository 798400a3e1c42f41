"""The time zone in which somebody works, and when a day ends there."""

import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from accounts.models import User


def zone_of(user: User) -> str:
    """The zone of the person's region, or of the LP3H's; the portal's own for others."""
    membership = user.active_membership
    if membership and membership.region:
        return membership.region.time_zone
    if membership and membership.organisation:
        return membership.organisation.region.time_zone
    return timezone.get_default_timezone_name()


def end_of_day_in(zone: str, day: datetime.date) -> datetime.datetime:
    """The moment at which a day ends in a time zone."""
    return datetime.datetime.combine(
        day + datetime.timedelta(days=1), datetime.time(), ZoneInfo(zone)
    )
