"""Days as offices count them: calendar days, Monday to Friday, or working days.

Working days leave out weekends, holidays and cuti bersama, as the yearly joint decree of three
ministers sets them (from the `holidays` package); some offices count cuti bersama as worked.
"""

import datetime
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import holidays

Basis = Literal["calendar", "mon_fri", "working", "with_cb"]
ONE_DAY = datetime.timedelta(days=1)
SATURDAY = 5
# Which days off of the `holidays` package each basis leaves out besides weekends.
DAYS_OFF = {"mon_fri": (), "working": ("public", "government"), "with_cb": ("public",)}


@dataclass(frozen=True, slots=True)
class Calendar:
    """How one office counts: a basis, and the days on which it departs from the country.

    The office's own days count in "working" and "with_cb" only. A day in both sets is open.
    """

    basis: Basis = "working"
    open_days: frozenset[datetime.date] = frozenset()
    closed_days: frozenset[datetime.date] = frozenset()

    def counts(self, day: datetime.date) -> bool:
        """Whether the day is one of those that are counted."""
        if self.basis == "calendar":
            return True
        if self.basis != "mon_fri":
            if day in self.open_days:
                return True
            if day in self.closed_days:
                return False
        return day.weekday() < SATURDAY and day not in _days_off(day.year, self.basis)


@lru_cache(maxsize=128)
def _days_off(year: int, basis: Basis) -> frozenset[datetime.date]:
    return frozenset(day for category in DAYS_OFF[basis] for day in _named(year, category))


@lru_cache(maxsize=128)
def _named(year: int, category: str) -> dict[datetime.date, str]:
    return dict(holidays.Indonesia(years=year, categories=(category,)))


def public_holidays(year: int) -> dict[datetime.date, str]:
    """The year's national holidays with their names."""
    return dict(_named(year, "public"))


def joint_leave(year: int) -> dict[datetime.date, str]:
    """The year's cuti bersama with their names."""
    return dict(_named(year, "government"))


def is_working_day(day: datetime.date) -> bool:
    """Whether offices are open: Monday to Friday, neither a holiday nor cuti bersama."""
    return Calendar().counts(day)


def add_days(start: datetime.date, count: int, by: Basis | Calendar = "calendar") -> datetime.date:
    """Returns the `count`-th day after `start` (`count` ≥ 0; 0 gives `start` itself).

    100 calendar days after 20 February 2025 are 31 May 2025.
    """
    calendar = _calendar(by)
    if calendar.basis == "calendar":
        return start + datetime.timedelta(days=count)
    day = start
    for _ in range(count):
        day += ONE_DAY
        while not calendar.counts(day):
            day += ONE_DAY
    return day


def last_of(
    start: datetime.date,
    count: int,
    by: Basis | Calendar = "calendar",
    *,
    counts_start: bool = False,
) -> datetime.date:
    """Returns the last of `count` days (≥ 1) from `start` on.

    Args:
        counts_start: `start` is the first of the days, if it is counted at all; else the day after
            it. The 100th working day from 20 February 2025 is 31 July or 1 August 2025.
    """
    return add_days(start - ONE_DAY if counts_start else start, count, by)


def count_days(
    after: datetime.date, until: datetime.date, by: Basis | Calendar = "calendar"
) -> int:
    """Returns the days after `after` up to and with `until`; negative when that is earlier."""
    calendar = _calendar(by)
    if until < after:
        return -count_days(until, after, calendar)
    span = (until - after).days
    if calendar.basis == "calendar":
        return span
    return sum(calendar.counts(after + datetime.timedelta(days=n)) for n in range(1, span + 1))


def count_from(
    start: datetime.date,
    until: datetime.date,
    by: Basis | Calendar = "calendar",
    *,
    counts_start: bool = False,
) -> int:
    """Returns how many days lie from `start` to `until`: what `last_of` is asked for."""
    return count_days(start - ONE_DAY if counts_start else start, until, by)


def _calendar(by: Basis | Calendar) -> Calendar:
    return by if isinstance(by, Calendar) else Calendar(by)
