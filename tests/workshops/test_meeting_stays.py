"""Minutes of united stays: never more than the session, whatever the order or the cuts."""

import datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.workshops.making import at
from workshops.meetings.stays import Span, filled, minutes_within, united

SESSION = (at(9), at(10, 30))
SESSIONS = [SESSION, (at(10, 45), at(12))]


def minutes(count: int) -> datetime.datetime:
    """So many minutes after eight o'clock."""
    moment: datetime.datetime = at(8) + datetime.timedelta(minutes=count)
    return moment


moments = st.integers(0, 300)
spans = st.tuples(moments, moments).map(lambda two: (minutes(min(two)), minutes(max(two))))
many = st.lists(spans, max_size=12)


def test_two_devices_count_once() -> None:
    phone, laptop = (at(9), at(10)), (at(9, 30), at(10, 30))
    assert minutes_within([phone, laptop], SESSION) == 90
    assert minutes_within([phone, phone], SESSION) == 60


def test_only_what_lies_within_the_session_counts() -> None:
    assert minutes_within([(at(8), at(9, 20)), (at(10, 20), at(13))], SESSION) == 30
    assert minutes_within([(at(11), at(12))], SESSION) == 0
    assert minutes_within([], SESSION) == 0


@given(many)
def test_a_session_holds_no_more_minutes_than_it_has(stays: list[Span]) -> None:
    assert 0 <= minutes_within(stays, SESSION) <= 90


@given(many, st.randoms(use_true_random=False))
def test_the_order_changes_nothing(stays: list[Span], random: object) -> None:
    shuffled = sorted(stays, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert minutes_within(shuffled, SESSION) == minutes_within(stays, SESSION)


@given(many, moments)
def test_cutting_a_stay_in_two_changes_nothing(stays: list[Span], cut: int) -> None:
    """Whoever drops out and is back at once has missed nothing."""
    point = minutes(cut)
    pieces: list[Span] = []
    for start, end in stays:
        inside = start < point < end
        pieces += [(start, point), (point, end)] if inside else [(start, end)]
    assert minutes_within(pieces, SESSION) == minutes_within(stays, SESSION)


@given(many, spans)
def test_one_more_stay_never_takes_minutes_away(stays: list[Span], another: Span) -> None:
    assert minutes_within([*stays, another], SESSION) >= minutes_within(stays, SESSION)


@given(many)
def test_united_stays_do_not_touch(stays: list[Span]) -> None:
    result = united(stays)
    assert all(one[1] < two[0] for one, two in pairwise(result))


def test_a_total_fills_the_sessions_in_order() -> None:
    assert filled(100, SESSIONS) == [(at(9), at(10, 30)), (at(10, 45), at(10, 55))]
    assert filled(0, SESSIONS) == []
    assert filled(1_000, SESSIONS) == SESSIONS


def test_a_total_stays_within_what_was_seen() -> None:
    assert filled(30, SESSIONS, [(at(10), at(12))]) == [(at(10), at(10, 30))]


@given(st.integers(0, 1_440), many)
def test_a_total_gives_no_minute_more(total: int, seen: list[Span]) -> None:
    counted = sum(minutes_within(filled(total, SESSIONS, seen), session) for session in SESSIONS)
    assert counted <= total
    if seen:
        assert counted <= sum(minutes_within(seen, session) for session in SESSIONS)
