"""Days as offices count them: calendar days, or working days.

Working days leave out weekends, holidays and cuti bersama, as the yearly joint decree of three
ministers sets them (from the `holidays` package).
"""

import datetime
from functools import lru_cache
from typing import Literal

import holidays

Basis = Literal["calendar", "working"]
ONE_DAY = datetime.timedelta(days=1)
SATURDAY = 5


@lru_cache(maxsize=64)
def _holidays(year: int) -> frozenset[datetime.date]:
    return frozenset(holidays.Indonesia(years=year, categories=("public", "government")))


def is_working_day(day: datetime.date) -> bool:
    """Whether offices are open: Monday to Friday, neither a holiday nor cuti bersama."""
    return day.weekday() < SATURDAY and day not in _holidays(day.year)


def add_days(start: datetime.date, count: int, basis: Basis = "calendar") -> datetime.date:
    """Returns the `count`-th day after `start` (`count` ≥ 0; 0 gives `start` itself).

    100 calendar days after 20 February 2025 are 31 May 2025.
    """
    if basis == "calendar":
        return start + datetime.timedelta(days=count)
    day = start
    for _ in range(count):
        day = _next_working_day(day)
    return day


def nth_working_day(start: datetime.date, count: int) -> datetime.date:
    """Returns the `count`-th working day from `start` on, `start` being the first if it is one."""
    return add_days(start - ONE_DAY, count, "working")


def count_days(after: datetime.date, until: datetime.date, basis: Basis = "calendar") -> int:
    """Returns the days after `after` up to and with `until`; negative when that is earlier."""
    if until < after:
        return -count_days(until, after, basis)
    span = (until - after).days
    if basis == "calendar":
        return span
    return sum(is_working_day(after + datetime.timedelta(days=n)) for n in range(1, span + 1))


def _next_working_day(day: datetime.date) -> datetime.date:
    day += ONE_DAY
    while not is_working_day(day):
        day += ONE_DAY
    return day
