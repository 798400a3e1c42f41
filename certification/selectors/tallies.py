"""How many applications stand in which status, by kab/kota and LP3H: now, or on a past day."""

import datetime
from typing import NamedTuple

from django.db import connection

from certification.models import Programme
from certification.selectors.counts import end_of_day


class Tally(NamedTuple):
    """The applications of one kab/kota and one LP3H (None without one) in one status."""

    regency_id: str
    organisation_id: int | None
    status: str
    count: int


# The last closing, and what changed since. Both bounds of `at` are given, so that the planner
# expects few rows although it doesn't know the day yet.
COUNTS = """
WITH closing AS (
    SELECT max(closed_on) AS day FROM certification_statusclosing
    WHERE programme_id = %(programme)s AND closed_on <= %(day)s
)
SELECT regency_id, organisation_id, status, sum(n)::int AS n
FROM (
    SELECT regency_id, organisation_id, status, count AS n
    FROM certification_statusclosing
    WHERE programme_id = %(programme)s AND closed_on = (SELECT day FROM closing)
    UNION ALL
    SELECT regency_id, organisation_id, status, delta
    FROM certification_statusdelta
    WHERE programme_id = %(programme)s AND at < %(until)s
      AND at >= coalesce(
          (SELECT (day + 1)::timestamp AT TIME ZONE %(zone)s FROM closing), '-infinity')
) AS parts
GROUP BY regency_id, organisation_id, status
HAVING sum(n) <> 0
"""
IN_ORDER = COUNTS + "ORDER BY regency_id, organisation_id NULLS FIRST, status"


def status_counts(programme: Programme, as_of: datetime.date | None = None) -> list[Tally]:
    """The counts of a programme, without those that are 0; one query.

    Args:
        as_of: a day, until its end in the province's time zone. The figures of a past day come
            out the same whenever they are asked for. None for this moment.
    """
    with connection.cursor() as cursor:
        cursor.execute(IN_ORDER, bounds(programme, as_of))
        return [Tally(*row) for row in cursor.fetchall()]


def bounds(programme: Programme, as_of: datetime.date | None) -> dict[str, object]:
    """What a statement over closings and changes asks for."""
    return {
        "programme": programme.pk,
        "zone": programme.region.time_zone,
        "day": as_of or "infinity",
        "until": end_of_day(programme, as_of) if as_of else "infinity",
    }
