"""The forecast of a target: its day, its range, and when it keeps silent."""

import datetime
import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certification.selectors.forecast import (
    FURTHEST_FORECAST,
    RANGE_DAYS,
    Forecast,
    daily,
    forecast,
    needed_pace,
    working_days_to_go,
)
from halalportal.lib.working_days import ONE_DAY, Calendar, add_days

DAY = datetime.date(2026, 11, 20)  # a Friday
LONG_AGO = datetime.date(2026, 1, 1)
OFFICE = Calendar()

# The counts of each of the last eight weeks' days, the last one first.
histories = st.lists(st.integers(0, 30), min_size=RANGE_DAYS, max_size=RANGE_DAYS)
remainders = st.integers(min_value=1, max_value=3_000)


def counts_of(history: list[int]) -> dict[datetime.date, int]:
    return {DAY - n * ONE_DAY: count for n, count in enumerate(history)}


def found(remaining: int, history: list[int], since: datetime.date = LONG_AGO) -> Forecast:
    return forecast(remaining=remaining, counts=counts_of(history), day=DAY, since=since, by=OFFICE)


def every_working_day(count: int) -> list[int]:
    return [count if OFFICE.counts(DAY - n * ONE_DAY) else 0 for n in range(RANGE_DAYS)]


def test_a_steady_pace_gives_its_own_day() -> None:
    result = found(30, every_working_day(3))
    assert result.pace == 3
    assert result.on == add_days(DAY, 10, OFFICE)
    assert result.earliest
    assert result.latest
    assert result.earliest < result.on < result.latest


@given(histories, remainders, st.integers(1, 500))
def test_more_remaining_is_never_earlier(history: list[int], remaining: int, more: int) -> None:
    less, greater = found(remaining, history), found(remaining + more, history)
    if less.on and greater.on:
        assert less.on <= greater.on
    if less.earliest and greater.earliest:
        assert less.earliest <= greater.earliest
    if less.latest and greater.latest:
        assert less.latest <= greater.latest
    assert less.on or not greater.on


@given(histories, remainders)
def test_the_range_holds_the_day_and_lies_ahead(history: list[int], remaining: int) -> None:
    result = found(remaining, history)
    if result.earliest and result.on and result.latest:
        assert DAY < result.earliest <= result.on <= result.latest
        assert not result.why_no_range
    else:
        assert (result.earliest, result.latest) == (None, None)
        assert result.why_no_range


@given(histories, remainders)
def test_the_same_figures_give_the_same_forecast(history: list[int], remaining: int) -> None:
    assert found(remaining, history) == found(remaining, history)


@given(remainders)
def test_nothing_came_in_so_nothing_is_foreseen(remaining: int) -> None:
    result = found(remaining, [0] * RANGE_DAYS)
    assert (result.pace, result.on, result.earliest, result.latest) == (0, None, None, None)
    assert "belum ada yang masuk" in result.why_no_range


def test_undone_entries_are_no_negative_pace() -> None:
    result = found(10, [-5] + [0] * (RANGE_DAYS - 1))
    assert (result.pace, result.on) == (0, None)


def test_a_met_target_needs_no_forecast() -> None:
    result = found(0, every_working_day(3))
    assert (result.on, result.why_no_range) == (None, "")


@pytest.mark.parametrize(
    ("history", "since", "words"),
    [
        ([3, 3, 3] + [0] * 53, LONG_AGO, "baru 9 masuk dalam 8 minggu terakhir, perlu 10"),
        ([40, 0, 0, 0, 40] + [0] * 51, LONG_AGO, "semua masuk hanya dalam 2 hari"),
        (every_working_day(9), DAY - 7 * ONE_DAY, "baru 6 hari kerja berjalan, perlu 10"),
    ],
)
def test_too_little_gives_a_day_and_says_why_there_is_no_range(
    history: list[int], since: datetime.date, words: str
) -> None:
    result = found(20, history, since)
    assert result.on
    assert result.earliest is None
    assert words in result.why_no_range


def test_ten_years_ahead_is_no_forecast() -> None:
    result = found(200_000, every_working_day(1))
    assert result.on is None
    assert "terlalu jauh" in result.why_no_range
    # The day is near enough, the late end of the range isn't.
    result = found(FURTHEST_FORECAST - 1, every_working_day(1))
    assert result.on
    assert result.latest is None


def test_a_young_programme_is_not_slowed_by_the_days_before_it() -> None:
    since = DAY - 13 * ONE_DAY  # ten working days
    history = [5 if day >= since else 0 for day in (DAY - n * ONE_DAY for n in range(RANGE_DAYS))]
    assert found(50, history, since).pace == 7  # 14 days of 5 in 10 working days


def test_what_comes_in_on_a_day_off_counts_on_the_next_working_day() -> None:
    sunday, monday = datetime.date(2026, 11, 15), datetime.date(2026, 11, 16)
    counts = {sunday: 4, monday: 1}
    week = daily(counts, day=monday, since=LONG_AGO, days=5, by=OFFICE)
    assert week == [0, 0, 5]  # Thursday, Friday, Monday
    assert daily(counts, day=sunday, since=LONG_AGO, days=4, by=OFFICE) == [0, 4]
    assert daily(counts, day=sunday, since=sunday, days=4, by=OFFICE) == []


def test_batches_make_the_range_wider() -> None:
    even, in_batches = [3] * 40, ([0] * 9 + [30]) * 4
    low, high = working_days_to_go(300, even)
    wide_low, wide_high = working_days_to_go(300, in_batches)
    assert wide_low < low < high < wide_high


def poisson(rng: random.Random, mean: float) -> int:
    count, product, limit = 0, rng.random(), math.exp(-mean)
    while product > limit:
        count, product = count + 1, product * rng.random()
    return count


@pytest.mark.parametrize(("mean", "remaining"), [(3, 100), (1, 40), (6, 400)])
def test_the_range_holds_eight_of_ten_simulated_courses(mean: float, remaining: int) -> None:
    """300 Poisson histories and their true futures; 74 to 92 % is four standard errors each way.

    The middle is a little above 80 %: ends are whole days, and the dispersion never below one.
    """
    rng = random.Random(20250604)
    hits = 0
    for _ in range(300):
        low, high = working_days_to_go(remaining, [poisson(rng, mean) for _ in range(39)])
        came, days = 0, 0
        while came < remaining:
            came, days = came + poisson(rng, mean), days + 1
        hits += low <= days <= high
    assert 0.74 <= hits / 300 <= 0.92


def test_the_range_holds_eight_of_ten_also_when_entries_come_in_batches() -> None:
    rng = random.Random(20250605)

    def entered() -> int:
        return rng.randint(1, 30) if rng.random() < 0.2 else 0

    hits = 0
    for _ in range(300):
        low, high = working_days_to_go(400, [entered() for _ in range(39)] + [1])
        came, days = 0, 0
        while came < 400:
            came, days = came + entered(), days + 1
        hits += low <= days <= high
    assert 0.70 <= hits / 300 <= 0.92


@pytest.mark.parametrize(
    ("remaining", "due_on", "needed"),
    [
        (30, datetime.date(2026, 12, 4), 3.0),
        (0, datetime.date(2026, 12, 4), 0.0),
        (30, DAY, None),
        (30, datetime.date(2026, 11, 22), None),  # only a weekend is left
    ],
)
def test_the_pace_that_is_needed(
    remaining: int, due_on: datetime.date, needed: float | None
) -> None:
    assert needed_pace(remaining, day=DAY, due_on=due_on, by=OFFICE) == needed
