"""What came in on each of the last days, by kab/kota and LP3H: what a pace is made of."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection

from certification.enums import TargetMeasure
from certification.models import Programme, Target
from certification.selectors import places
from certification.selectors.days import bounds, end_of_day
from certification.selectors.forecast import RANGE_DAYS, DailyCounts


class DayRow(NamedTuple):
    """The net change of some levels on one day. An undone entry is a negative one.

    Region and LP3H are None too where no target asks for them.
    """

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


def day_rows(programme: Programme, day: datetime.date, targets: Iterable[Target]) -> list[DayRow]:
    """The changes of the eight weeks up to a day, in the province's time zone; one query.

    Args:
        targets: what the rows are for; kab/kota and LP3H are told apart only for those of one.
    """
    targets = list(targets)
    before = day - datetime.timedelta(days=RANGE_DAYS)
    asked = bounds(programme, day) | {
        "before": before,
        "since": end_of_day(programme, before),
        "by_region": any(target.region_id for target in targets),
        "by_lp3h": any(target.organisation_id for target in targets),
    }
    with connection.cursor() as cursor:
        cursor.execute(_CHANGES, asked)
        return [DayRow(*row) for row in cursor.fetchall()]


def daily_counts(target: Target, rows: list[DayRow]) -> DailyCounts:
    """What came in towards a target, in its own measure, by day."""
    counts: DailyCounts = defaultdict(int)
    for row in rows:
        if row.counts_towards(target):
            counts[row.on] += row.issued if target.measure == TargetMeasure.ISSUED else row.used
    return counts


_ASKED = """
    CASE WHEN %(by_region)s THEN level.region_id END AS region,
    CASE WHEN %(by_lp3h)s THEN level.organisation_id END AS lp3h
"""
# Each closing less the one before it; the first of the window needs one from before the window.
# After the last closing: the movements themselves.
_CHANGES = f"""
WITH closing AS ({places.LAST_CLOSING}
), earlier AS (
    SELECT max(c.closed_on) AS day
    FROM certification_allocationclosing c
    JOIN certification_allocation a ON a.id = c.allocation_id
    WHERE a.programme_id = %(programme)s AND a.parent_id IS NULL AND c.closed_on <= %(before)s
), ended AS (
    SELECT {_ASKED}, c.closed_on, sum(c.used) AS used, sum(c.issued) AS issued
    FROM certification_allocation level
    JOIN certification_allocationclosing c ON c.allocation_id = level.id
    WHERE level.programme_id = %(programme)s AND level.companion_id IS NULL
      AND c.closed_on <= (SELECT day FROM closing)
      AND c.closed_on >= coalesce((SELECT day FROM earlier), '-infinity')
    GROUP BY region, lp3h, c.closed_on
), changed AS (
    SELECT region, lp3h, closed_on AS on_day,
           used - lag(used, 1, 0) OVER days AS used, issued - lag(issued, 1, 0) OVER days AS issued
    FROM ended WINDOW days AS (PARTITION BY region, lp3h ORDER BY closed_on)
    UNION ALL
    SELECT {_ASKED}, (places.at AT TIME ZONE %(zone)s)::date, places.used, places.issued
    FROM certification_allocation level
    JOIN certification_movement places ON places.allocation_id = level.id
    WHERE level.programme_id = %(programme)s AND (places.used <> 0 OR places.issued <> 0)
      AND places.at >= %(since)s AND {places.NOT_CLOSED}
)
SELECT region, lp3h, on_day, sum(used)::int, sum(issued)::int
FROM changed
WHERE on_day > %(before)s AND (used <> 0 OR issued <> 0)
GROUP BY region, lp3h, on_day
ORDER BY on_day, region, lp3h
"""  # noqa: S608 - made of the names above
