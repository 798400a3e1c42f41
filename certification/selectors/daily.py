"""What came in on each of the last days, by kab/kota and LP3H: what a pace is made of."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import Q, Sum
from django.db.models.functions import TruncDate

from certification.enums import TargetMeasure
from certification.models import Movement, Programme, Target
from certification.selectors.counts import end_of_day
from certification.selectors.forecast import RANGE_DAYS, DailyCounts


@dataclass(frozen=True, slots=True)
class DayRow:
    """The net change of one level on one day. An undone entry is a negative one."""

    region_code: str | None
    organisation_id: int | None
    on: datetime.date
    used: int
    issued: int

    def counts_towards(self, target: Target) -> bool:
        return target.region_id in (None, self.region_code) and target.organisation_id in (
            None,
            self.organisation_id,
        )


def day_rows(programme: Programme, day: datetime.date) -> list[DayRow]:
    """The changes of the eight weeks up to a day, in the province's time zone; one query."""
    level = ("allocation__region_id", "allocation__organisation_id")
    rows = (
        Movement.objects.exclude(Q(used=0) & Q(issued=0))
        .filter(
            allocation__programme=programme,
            at__gte=end_of_day(programme, day - datetime.timedelta(days=RANGE_DAYS)),
            at__lt=end_of_day(programme, day),
        )
        .annotate(on=TruncDate("at", tzinfo=ZoneInfo(programme.region.time_zone)))
        .values_list(*level, "on")
        .annotate(sum_used=Sum("used"), sum_issued=Sum("issued"))
        .order_by("on", *level)
    )
    return [DayRow(*row) for row in rows]


def daily_counts(target: Target, rows: list[DayRow]) -> DailyCounts:
    """What came in towards a target, in its own measure, by day."""
    counts: DailyCounts = defaultdict(int)
    for row in rows:
        if row.counts_towards(target):
            counts[row.on] += row.issued if target.measure == TargetMeasure.ISSUED else row.used
    return counts
