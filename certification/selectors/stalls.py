"""Cases that stand still without a word why: late for their step and no obstacle written down."""

import datetime
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.models import User
from certification.models import Application, Obstacle
from certification.models.application import ApplicationQuerySet
from certification.workflow import DUE_WORKING_DAYS
from halalportal.lib.working_days import ONE_DAY, is_working_day


def stalls(user: User, zone: str) -> ApplicationQuerySet:
    """The person's cases that are past the days of their step, the longest waiting first.

    The same cases are late by `selectors.applications.clock_of`.
    """
    today = timezone.localdate(timezone=ZoneInfo(zone))
    late = Q(pk__in=[])
    for status, days in DUE_WORKING_DAYS.items():
        until = _end_of(last_late_day(today, days), zone)
        late |= Q(status=status, status_changed_at__lt=until)
    told = Obstacle.objects.open().filter(application=OuterRef("pk"))
    cases = Application.objects.visible_to(user).filter(late).exclude(Exists(told))
    return cases.order_by("status_changed_at", "pk")


def last_late_day(today: datetime.date, days: int) -> datetime.date:
    """The latest day of which the `days`-th working day after it lies before `today`."""
    day, left = today, days
    while left:
        day -= ONE_DAY
        left -= is_working_day(day)
    return day - ONE_DAY


def _end_of(day: datetime.date, zone: str) -> datetime.datetime:
    return datetime.datetime.combine(day + ONE_DAY, datetime.time(), ZoneInfo(zone))
