"""Closing days that are over: the counts at their end, kept so that nobody adds all up again."""

import datetime
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from certification.models import AllocationClosing, Programme, StatusClosing
from certification.selectors import places, tallies
from certification.selectors.days import bounds

# By how much the clocks of two servers may differ.
MARGIN = datetime.timedelta(minutes=10)
ONE_DAY = datetime.timedelta(days=1)


def close_all(*, now: datetime.datetime) -> int:
    """Closes what is over in each programme and returns how many days that were.

    It may run at any time and any number of times; after a pause it catches up.
    """
    settled = settled_until(now)
    programmes = Programme.objects.select_related("region").order_by("pk")
    return sum(close(programme, settled=settled) for programme in programmes)


def settled_until(now: datetime.datetime) -> datetime.datetime:
    """The moment before which nothing can be added any more.

    A step is dated inside its transaction, so one that is not committed yet is dated after the
    oldest open transaction began.
    """
    with connection.cursor() as cursor:
        cursor.execute(_OLDEST_OPEN)
        (oldest,) = cursor.fetchone()
    return min(now, oldest or now) - MARGIN


def close(programme: Programme, *, settled: datetime.datetime) -> int:
    """Closes the days of a programme that were over by `settled`; returns how many there were."""
    today = settled.astimezone(ZoneInfo(programme.region.time_zone)).date()
    until = today - ONE_DAY
    of_places = _open_days(programme, until, _DAYS_OF_PLACES)
    of_statuses = _open_days(programme, until, _DAYS_OF_STATUSES)
    for day in of_places:
        _write(programme, day, _CLOSE_PLACES)
    for day in of_statuses:
        _write(programme, day, _CLOSE_STATUSES)
    return len({*of_places, *of_statuses})


@transaction.atomic
def forget(programme: Programme) -> None:
    """Drops a programme's closings, after its past was written in bulk; beat makes them again."""
    AllocationClosing.objects.filter(allocation__programme=programme).delete()
    StatusClosing.objects.filter(programme=programme).delete()


def _open_days(programme: Programme, until: datetime.date, statement: str) -> list[datetime.date]:
    """The days up to `until` on which something changed, and that aren't closed yet."""
    with connection.cursor() as cursor:
        cursor.execute(statement, bounds(programme, until))
        return [day for (day,) in cursor.fetchall()]


def _write(programme: Programme, day: datetime.date, statement: str) -> None:
    """One day, in a transaction of its own; a day that another worker closed stays as it is."""
    with connection.cursor() as cursor:
        cursor.execute(statement, bounds(programme, day) | {"closed": day})


_OLDEST_OPEN = """
SELECT min(xact_start) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
_DAYS_OF_PLACES = f"""
WITH closing AS ({places.LAST_CLOSING})
SELECT DISTINCT (places.at AT TIME ZONE %(zone)s)::date AS day
FROM certification_movement places
JOIN certification_allocation a ON a.id = places.allocation_id
WHERE a.programme_id = %(programme)s AND {places.NOT_CLOSED}
ORDER BY day
"""  # noqa: S608 - made of the names above
_DAYS_OF_STATUSES = f"""
WITH closing AS ({tallies.LAST_CLOSING})
SELECT DISTINCT (at AT TIME ZONE %(zone)s)::date AS day
FROM certification_statusdelta
WHERE programme_id = %(programme)s AND {tallies.NOT_CLOSED}
ORDER BY day
"""  # noqa: S608 - made of the names above
_CLOSE_PLACES = f"""
INSERT INTO certification_allocationclosing
    (closed_on, allocation_id, granted, delegated, reserved, used, issued)
SELECT %(closed)s::date, found.* FROM ({places.THEN}) AS found
ON CONFLICT DO NOTHING
"""  # noqa: S608 - made of the names above
_CLOSE_STATUSES = f"""
INSERT INTO certification_statusclosing
    (programme_id, closed_on, regency_id, organisation_id, status, count)
SELECT %(programme)s, %(closed)s::date, found.* FROM ({tallies.COUNTS}) AS found
ON CONFLICT DO NOTHING
"""  # noqa: S608 - made of the names above
