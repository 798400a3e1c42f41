"""What must always be true of the counts of statuses, and of how days were closed."""

from collections.abc import Iterator
from typing import Any

from django.db import connection

from certification.models import Programme
from certification.selectors import places, tallies
from certification.selectors.days import bounds


def check() -> Iterator[str]:
    """Yields each violation in one sentence; nothing when all is well."""
    for programme in Programme.objects.select_related("region").order_by("pk"):
        name = f"programme {programme.pk}"
        for status, regency, lp3h, more in _rows(programme, _UNLIKE_APPLICATIONS):
            yield f"{name}: deltas count {more:+d} {status} in {regency}, LP3H {lp3h}"
        for day, status, more in _rows(programme, _UNLIKE_THE_TRAIL):
            yield f"{name}: deltas of {day} count {more:+d} {status}, compared with the trail"
        for day, status, regency, lp3h, more in _rows(programme, _CLOSED_STATUSES):
            yield f"{name}: closing {day} counts {more:+d} {status} in {regency}, LP3H {lp3h}"
        for day, allocation in _rows(programme, _CLOSED_PLACES):
            yield f"{name}: closing {day} of allocation {allocation} differs from its movements"


def _rows(programme: Programme, statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, bounds(programme, None))
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


_UNLIKE_APPLICATIONS = """
SELECT status, regency_id, organisation_id, sum(n)::int
FROM (
    SELECT status, regency_id, organisation_id, delta AS n
    FROM certification_statusdelta WHERE programme_id = %(programme)s
    UNION ALL
    SELECT status, regency_id, organisation_id, -1
    FROM certification_application WHERE programme_id = %(programme)s
) AS parts
GROUP BY status, regency_id, organisation_id HAVING sum(n) <> 0
"""
# A taken back table removes steps from the trail, and the deltas keep what each day ended with.
_UNLIKE_THE_TRAIL = f"""
SELECT (at AT TIME ZONE %(zone)s)::date AS day, status, sum(n)::int
FROM (
    SELECT status, at, delta AS n
    FROM certification_statusdelta WHERE programme_id = %(programme)s
    UNION ALL
    SELECT status, at, -delta FROM ({tallies.TRAIL} WHERE a.programme_id = %(programme)s) AS trail
) AS parts
WHERE NOT EXISTS (
    SELECT FROM audit_auditentry entry
    JOIN certification_application a ON a.id::text = entry.subject_id
    WHERE entry.action = 'application.taken_back' AND a.programme_id = %(programme)s
)
GROUP BY day, status HAVING sum(n) <> 0 ORDER BY day
"""  # noqa: S608 - made of the names above
# A closing less the one before it is what changed on its day, and nothing changed in between.
_CLOSED_STATUSES = """
WITH days AS (
    SELECT closed_on, lead(closed_on) OVER (ORDER BY closed_on) AS next_day
    FROM certification_statusclosing WHERE programme_id = %(programme)s GROUP BY closed_on
), parts AS (
    SELECT closed_on AS day, status, regency_id, organisation_id, count AS n
    FROM certification_statusclosing WHERE programme_id = %(programme)s
    UNION ALL
    SELECT next_day, status, regency_id, organisation_id, -count
    FROM certification_statusclosing JOIN days USING (closed_on)
    WHERE programme_id = %(programme)s AND next_day IS NOT NULL
    UNION ALL
    SELECT (at AT TIME ZONE %(zone)s)::date, status, regency_id, organisation_id, -delta
    FROM certification_statusdelta WHERE programme_id = %(programme)s
)
SELECT day, status, regency_id, organisation_id, sum(n)::int
FROM parts WHERE day <= (SELECT max(closed_on) FROM days)
GROUP BY day, status, regency_id, organisation_id HAVING sum(n) <> 0 ORDER BY day
"""
_CLOSED_PLACES = f"""
WITH closed AS (
    SELECT c.* FROM certification_allocationclosing c
    JOIN certification_allocation a ON a.id = c.allocation_id
    WHERE a.programme_id = %(programme)s
), days AS (
    SELECT closed_on, lead(closed_on) OVER (ORDER BY closed_on) AS next_day
    FROM closed GROUP BY closed_on
), parts AS (
    SELECT closed_on AS day, allocation_id AS id, granted, delegated, reserved, used, issued
    FROM closed
    UNION ALL
    SELECT next_day, allocation_id, -granted, -delegated, -reserved, -used, -issued
    FROM closed JOIN days USING (closed_on) WHERE next_day IS NOT NULL
    UNION ALL
    SELECT day, id, -granted, -delegated, -reserved, -used, -issued
    FROM (
        SELECT (places.at AT TIME ZONE %(zone)s)::date AS day, {places.AT_LP3H}
        FROM certification_movement places
        JOIN certification_allocation a ON a.id = places.allocation_id
        WHERE a.programme_id = %(programme)s
    ) AS moved
)
SELECT day, id FROM parts WHERE day <= (SELECT max(closed_on) FROM days)
GROUP BY day, id
HAVING (sum(granted), sum(delegated), sum(reserved), sum(used), sum(issued)) <> (0, 0, 0, 0, 0)
ORDER BY day, id
"""  # noqa: S608 - made of the names above
