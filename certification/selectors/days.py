"""Where a day ends, and what a statement over past days asks for."""

import datetime

from certification.models import Programme
from certification.selectors.zones import end_of_day_in

Bounds = dict[str, str | int | datetime.date | None]


def end_of_day(programme: Programme, day: datetime.date) -> datetime.datetime:
    """The moment at which a day ends in the programme's province."""
    return end_of_day_in(programme.region.time_zone, day)


def bounds(programme: Programme, as_of: datetime.date | None) -> Bounds:
    """What a statement over closings and changes asks for."""
    return {
        "programme": programme.pk,
        "zone": programme.region.time_zone,
        "day": as_of or "infinity",
        "until": end_of_day(programme, as_of) if as_of else "infinity",
    }
