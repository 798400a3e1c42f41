"""Counting calendar and working days with Indonesia's holidays."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from halalportal.lib.working_days import (
    Basis,
    add_days,
    count_days,
    is_working_day,
    nth_working_day,
)

GOVERNOR_STARTS = datetime.date(2025, 2, 20)
days = st.dates(datetime.date(2024, 1, 1), datetime.date(2027, 6, 30))
counts = st.integers(min_value=1, max_value=150)
bases = st.sampled_from(["calendar", "working"])


def test_first_hundred_days_in_calendar_days() -> None:
    assert add_days(GOVERNOR_STARTS, 100) == datetime.date(2025, 5, 31)


def test_first_hundred_days_in_working_days() -> None:
    assert nth_working_day(GOVERNOR_STARTS, 100) == datetime.date(2025, 7, 31)


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (datetime.date(2025, 6, 4), True),
        (datetime.date(2025, 6, 7), False),  # Saturday
        (datetime.date(2025, 6, 6), False),  # Idul Adha
        (datetime.date(2025, 6, 9), False),  # cuti bersama after Idul Adha
        (datetime.date(2025, 8, 17), False),
    ],
)
def test_offices_are_closed_on_weekends_holidays_and_cuti_bersama(
    day: datetime.date, is_open: bool
) -> None:
    assert is_working_day(day) is is_open


def test_days_over_the_target_of_kaltim() -> None:
    due, today = datetime.date(2025, 5, 31), datetime.date(2025, 6, 4)
    assert count_days(due, today) == 4
    assert count_days(due, today, "working") == 3


@given(days, counts, bases)
def test_counting_back_what_was_added(start: datetime.date, count: int, basis: Basis) -> None:
    assert count_days(start, add_days(start, count, basis), basis) == count


@given(days, counts)
def test_added_working_days_end_on_a_working_day(start: datetime.date, count: int) -> None:
    assert is_working_day(add_days(start, count, "working"))


@given(days, days, days, bases)
def test_counts_add_up(
    one: datetime.date, two: datetime.date, three: datetime.date, basis: Basis
) -> None:
    first, middle, last = sorted((one, two, three))
    parts = count_days(first, middle, basis) + count_days(middle, last, basis)
    assert parts == count_days(first, last, basis)
    assert count_days(last, first, basis) == -parts
