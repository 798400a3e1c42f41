"""How the time of an event is written."""

import datetime
from zoneinfo import ZoneInfo

from halalportal.lib.formats import clock, day_and_date


def period(starts_at: datetime.datetime, ends_at: datetime.datetime, zone: str) -> str:
    """`Rabu, 24 April 2024, 09.00–15.00 WITA`; both days in full when they differ.

    Args:
        zone: IANA name of the place's time zone, e.g. `Asia/Jayapura`.
    """
    start, end = (moment.astimezone(ZoneInfo(zone)) for moment in (starts_at, ends_at))
    if start.date() == end.date():
        return f"{day_and_date(start)}, {clock(start)}–{clock(end, zone)}"
    return f"{day_and_date(start)}, {clock(start)} sampai {day_and_date(end)}, {clock(end, zone)}"
