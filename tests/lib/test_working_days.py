"""Counting calendar and working days with Indonesia's holidays."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from halalportal.lib.working_days import (
    ONE_DAY,
    Basis,
    Calendar,
    add_days,
    count_days,
    count_from,
    is_working_day,
    joint_leave,
    last_of,
    public_holidays,
)

GOVERNOR_STARTS = datetime.date(2025, 2, 20)
days = st.dates(datetime.date(2024, 1, 1), datetime.date(2027, 6, 30))
counts = st.integers(min_value=1, max_value=150)
bases: st.SearchStrategy[Basis] = st.sampled_from(["calendar", "mon_fri", "working", "with_cb"])
own_days = st.frozensets(days, max_size=8)
calendars = st.builds(Calendar, bases, own_days, own_days)


def test_first_hundred_days_in_calendar_days() -> None:
    assert add_days(GOVERNOR_STARTS, 100) == datetime.date(2025, 5, 31)


# The worked examples of the governor's first hundred days, and of Lebaran 2026.
@pytest.mark.parametrize(
    ("start", "count", "basis", "counts_start", "last"),
    [
        (GOVERNOR_STARTS, 100, "calendar", False, datetime.date(2025, 5, 31)),
        (GOVERNOR_STARTS, 100, "working", True, datetime.date(2025, 7, 31)),
        (GOVERNOR_STARTS, 100, "working", False, datetime.date(2025, 8, 1)),
        (GOVERNOR_STARTS, 100, "with_cb", True, datetime.date(2025, 7, 21)),
        (datetime.date(2026, 3, 16), 10, "working", False, datetime.date(2026, 4, 7)),
    ],
)
def test_last_of_so_many_days(
    start: datetime.date, count: int, basis: Basis, counts_start: bool, last: datetime.date
) -> None:
    assert last_of(start, count, basis, counts_start=counts_start) == last
    assert count_from(start, last, basis, counts_start=counts_start) == count


@pytest.mark.parametrize(("basis", "count"), [("with_cb", 66), ("mon_fri", 72), ("calendar", 101)])
def test_days_of_the_first_hundred_with_both_ends(basis: Basis, count: int) -> None:
    until = datetime.date(2025, 5, 31)
    assert count_from(GOVERNOR_STARTS, until, basis, counts_start=True) == count


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


def test_cuti_bersama_can_count_as_worked_but_a_holiday_never() -> None:
    calendar = Calendar("with_cb")
    assert calendar.counts(datetime.date(2025, 6, 9))
    assert not calendar.counts(datetime.date(2025, 6, 6))


def test_days_over_the_target_of_kaltim() -> None:
    due, today = datetime.date(2025, 5, 31), datetime.date(2025, 6, 4)
    assert count_days(due, today) == 4
    assert count_days(due, today, "working") == 3


@pytest.mark.parametrize(
    ("own", "last"),
    [
        ({}, datetime.date(2025, 6, 11)),
        ({"open_days": frozenset({datetime.date(2025, 6, 7)})}, datetime.date(2025, 6, 10)),
        ({"closed_days": frozenset({datetime.date(2025, 6, 10)})}, datetime.date(2025, 6, 12)),
    ],
)
def test_an_office_has_days_of_its_own(own: dict[str, Any], last: datetime.date) -> None:
    # 5, 10 and 11 June: 6 is Idul Adha, 9 its cuti bersama, between them a weekend.
    assert add_days(datetime.date(2025, 6, 4), 3, Calendar("working", **own)) == last
    assert add_days(datetime.date(2025, 6, 4), 3, Calendar("mon_fri", **own)) == datetime.date(
        2025, 6, 9
    )


def test_the_days_off_of_a_year_have_names() -> None:
    assert "Idul Adha" in public_holidays(2025)[datetime.date(2025, 6, 6)]
    assert "Cuti Bersama" in joint_leave(2025)[datetime.date(2025, 6, 9)]
    assert not set(public_holidays(2025)) & set(joint_leave(2025))


@given(days, counts, calendars)
def test_counting_back_what_was_added(start: datetime.date, count: int, by: Calendar) -> None:
    assert count_days(start, add_days(start, count, by), by) == count


@given(days, counts, calendars)
def test_added_days_end_on_a_day_that_counts(
    start: datetime.date, count: int, by: Calendar
) -> None:
    assert by.counts(add_days(start, count, by))


@given(days, counts, calendars)
def test_counting_the_first_day_ends_on_the_same_day_or_earlier(
    start: datetime.date, count: int, by: Calendar
) -> None:
    without, with_start = (last_of(start, count, by, counts_start=c) for c in (False, True))
    assert (with_start < without) is by.counts(start)
    assert count_from(start, with_start, by, counts_start=True) == count


@given(days, days, days, calendars)
def test_counts_add_up(
    one: datetime.date, two: datetime.date, three: datetime.date, by: Calendar
) -> None:
    first, middle, last = sorted((one, two, three))
    parts = count_days(first, middle, by) + count_days(middle, last, by)
    assert parts == count_days(first, last, by)
    assert count_days(last, first, by) == -parts


@given(days, counts)
def test_the_more_days_are_off_the_later_the_last_one(start: datetime.date, count: int) -> None:
    order: list[Basis] = ["calendar", "mon_fri", "with_cb", "working"]
    ends = [add_days(start - ONE_DAY, count, basis) for basis in order]
    assert ends == sorted(ends)
