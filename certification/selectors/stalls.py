"""Cases that stand still without a word why: late for their step and no obstacle written down."""

import datetime
from collections import defaultdict
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.models import User
from certification.models import Application, Obstacle, ServiceLevel
from certification.models.application import ApplicationQuerySet
from certification.selectors.clocks import Place, load
from halalportal.lib.working_days import ONE_DAY, Calendar

COUNTRY = Calendar()


def stalls(user: User, zone: str) -> ApplicationQuerySet:
    """The person's cases that are past the days of their step, the longest waiting first.

    The same cases are late by `selectors.clocks.clock_of`. What waits outside, in SiHalal, is not
    among them: nobody here can hurry it.
    """
    today = timezone.localdate(timezone=ZoneInfo(zone))
    seen = Application.objects.visible_to(user)
    own_steps = list(ServiceLevel.objects.filter(national=None))
    late = Q(pk__in=[])
    for calendar, where in _places(seen).items():
        for level in own_steps:
            until = _start_of(last_late_day(today, level.days, calendar) + ONE_DAY, zone)
            late |= where & _in_step(level, zone) & Q(status_changed_at__lt=until)
    told = Obstacle.objects.open().filter(application=OuterRef("pk"))
    return seen.filter(late).exclude(Exists(told)).order_by("status_changed_at", "pk")


def last_late_day(today: datetime.date, days: int, calendar: Calendar = COUNTRY) -> datetime.date:
    """The latest day of which the `days`-th working day after it lies before `today`."""
    day, left = today, days
    while left:
        day -= ONE_DAY
        left -= calendar.counts(day)
    return day - ONE_DAY


def _places(seen: ApplicationQuerySet) -> dict[Calendar, Q]:
    """Where the cases lie, by the calendar that counts there; most offices keep the country's."""
    rows = seen.open().order_by().values_list("programme", "programme__office", "regency")
    places = set(rows.distinct())
    clocks = load({pk: office for pk, office, _ in places}, {code for _, _, code in places})
    by_calendar: dict[Calendar, list[Place]] = defaultdict(list)
    for programme, _, regency in places:
        by_calendar[clocks.calendar((programme, regency))].append((programme, regency))
    return {calendar: _any_of(found) for calendar, found in by_calendar.items()}


def _any_of(places: list[Place]) -> Q:
    regencies: dict[int, list[str]] = defaultdict(list)
    for programme, regency in places:
        regencies[programme].append(regency)
    where = Q()
    for programme, codes in regencies.items():
        where |= Q(programme=programme, regency__in=codes)
    return where


def _in_step(level: ServiceLevel, zone: str) -> Q:
    """Cases that began the step while the limit was valid."""
    since = Q(status_changed_at__gte=_start_of(level.valid_from, zone))
    if level.valid_to is not None:
        since &= Q(status_changed_at__lt=_start_of(level.valid_to + ONE_DAY, zone))
    return since & Q(track=level.track, status=level.status)


def _start_of(day: datetime.date, zone: str) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), ZoneInfo(zone))
