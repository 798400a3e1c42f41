"""How the time of an event is written."""

import datetime
from zoneinfo import ZoneInfo

from halalportal.lib.formats import clock, day_and_date


def period(starts_at: datetime.datetime, ends_at: datetime.datetime, zone: str) -> str:
    """`Rabu, 24 April 2024, 09.00–15.00 WITA`; both days in full when they differ.

    Args:
        zone: IANA name of the place's time zone, e.g. `Asia/Jayapura`.
    """
    start = starts_at.astimezone(ZoneInfo(zone))
    return f"{day_and_date(start)}, {hours(starts_at, ends_at, zone)}"


def hours(starts_at: datetime.datetime, ends_at: datetime.datetime, zone: str) -> str:
    """`09.00–15.00 WITA`; with the day of the end when that is another one."""
    start, end = (moment.astimezone(ZoneInfo(zone)) for moment in (starts_at, ends_at))
    if start.date() == end.date():
        return f"{clock(start)}–{clock(end, zone)}"
    return f"{clock(start)} sampai {day_and_date(end)}, {clock(end, zone)}"
