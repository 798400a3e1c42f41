"""How many applications stand in which status, by kab/kota and LP3H: now, or on a past day."""

import datetime
from dataclasses import dataclass

from django.db import connection

from certification.models import Programme
from certification.selectors.days import bounds


@dataclass(frozen=True, slots=True)
class Tally:
    """The applications of one kab/kota in one status, of one LP3H where these are told apart."""

    regency_id: str
    organisation_id: int | None
    status: str
    count: int


LAST_CLOSING = """
    SELECT max(closed_on) AS day FROM certification_statusclosing
    WHERE programme_id = %(programme)s AND closed_on <= %(day)s
"""
# Both bounds are given, so the planner expects few rows although it doesn't know the day yet.
NOT_CLOSED = """
    at < %(until)s AND at >= coalesce(
        (SELECT (day + 1)::timestamp AT TIME ZONE %(zone)s FROM closing), '-infinity')
"""
_COUNTS = f"""
WITH closing AS ({LAST_CLOSING})
SELECT regency_id, {{lp3h}} AS lp3h, status, sum(n)::int AS n
FROM (
    SELECT regency_id, organisation_id, status, count AS n
    FROM certification_statusclosing
    WHERE programme_id = %(programme)s AND closed_on = (SELECT day FROM closing)
    UNION ALL
    SELECT regency_id, organisation_id, status, delta
    FROM certification_statusdelta
    WHERE programme_id = %(programme)s AND {NOT_CLOSED}
) AS parts
GROUP BY regency_id, lp3h, status
HAVING sum(n) <> 0
"""  # noqa: S608 - made of the names above
COUNTS = _COUNTS.format(lp3h="organisation_id")
BY_REGENCY = _COUNTS.format(lp3h="NULL::bigint")
# The same from the trail, step by step; each application at its present LP3H. A draft begins when
# it was made.
TRAIL = """
SELECT a.programme_id, a.regency_id, a.organisation_id, step.status, step.at, step.delta
FROM certification_application a
CROSS JOIN LATERAL (
    SELECT 'draft' AS status, least(a.created_at, min(c.at)) AS at, 1 AS delta
    FROM certification_statuschange c WHERE c.application_id = a.id
    UNION ALL
    SELECT c.from_status, c.at, -1 FROM certification_statuschange c WHERE c.application_id = a.id
    UNION ALL
    SELECT c.to_status, c.at, 1 FROM certification_statuschange c WHERE c.application_id = a.id
) AS step
"""
IN_ORDER = "ORDER BY regency_id, lp3h NULLS FIRST, status"


def status_counts(
    programme: Programme, as_of: datetime.date | None = None, *, by_lp3h: bool = False
) -> list[Tally]:
    """The counts of a programme, without those that are 0; one query.

    Args:
        as_of: a day, until its end in the province's time zone. The figures of a past day come
            out the same whenever they are asked for. None for this moment.
        by_lp3h: tells the LP3H of a kab/kota apart: many times as many rows.
    """
    counts = COUNTS if by_lp3h else BY_REGENCY
    with connection.cursor() as cursor:
        cursor.execute(counts + IN_ORDER, bounds(programme, as_of))
        return [Tally(*row) for row in cursor.fetchall()]
