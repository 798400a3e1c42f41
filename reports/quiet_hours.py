"""No message leaves between 21.00 and 07.00 where its reader lives."""

import datetime
from zoneinfo import ZoneInfo

QUIET_FROM = datetime.time(21)
QUIET_UNTIL = datetime.time(7)


def next_allowed(moment: datetime.datetime, zone: str) -> datetime.datetime:
    """Returns `moment` itself by day, else seven in the morning that follows in `zone`."""
    local = moment.astimezone(ZoneInfo(zone))
    if QUIET_UNTIL <= local.time() < QUIET_FROM:
        return moment
    day = local.date() + datetime.timedelta(days=local.time() >= QUIET_FROM)
    return datetime.datetime.combine(day, QUIET_UNTIL, ZoneInfo(zone))


def greeting(moment: datetime.datetime, zone: str) -> str:
    """Returns "Selamat pagi", "siang", "sore" or "malam" by the hour in `zone`."""
    hour = moment.astimezone(ZoneInfo(zone)).hour
    for until, word in ((11, "pagi"), (15, "siang"), (18, "sore")):
        if hour < until:
            return f"Selamat {word}"
    return "Selamat malam"
