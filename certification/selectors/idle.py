"""Levels whose free places nobody has touched for a while (domain.md §5.2: reallocate)."""

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import F, Max

from certification.models import Allocation, Programme
from certification.models.quota import AllocationQuerySet
from certification.selectors.calendar import calendars_of
from halalportal.lib.working_days import count_days


@dataclass(frozen=True, slots=True, kw_only=True)
class IdleLevel:
    """A level below the programme with free places. `days` are working days since `since`."""

    allocation: Allocation
    since: datetime.date
    days: int


def idle_levels(
    programme: Programme, levels: AllocationQuerySet, today: datetime.date
) -> list[IdleLevel]:
    """Those of `levels` whose last movement lies long enough back, the longest idle first.

    Args:
        levels: of this programme, e.g. what the person sees.
        today: the day in the province.
    """
    free = F("granted") - F("delegated") - F("reserved") - F("used")
    found = (
        levels.filter(programme=programme, parent__isnull=False)
        .alias(left=free)
        .filter(left__gt=0)
        .annotate(last_at=Max("movements__at"))
        .select_related("programme", "region", "organisation", "companion", "parent")
    )
    zone = ZoneInfo(programme.region.time_zone)
    calendars = calendars_of(programme, found.values_list("region_id", flat=True))
    rows = []
    for level in found:
        since = level.last_at.astimezone(zone).date()  # type: ignore[attr-defined]
        days = count_days(since, today, calendars.of(region_code=str(level.region_id)))
        rows.append(IdleLevel(allocation=level, since=since, days=days))
    idle = [row for row in rows if row.days >= programme.recall_after_days]
    return sorted(idle, key=lambda row: (row.since, row.allocation.pk))
