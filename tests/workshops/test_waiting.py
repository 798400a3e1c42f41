"""The order of the waiting list, as arithmetic."""

import datetime
from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from workshops.enums import WaitingRule
from workshops.waiting import Waiter, in_order

START = datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)
REGIONS = ("64.01", "64.02", "64.08")


@st.composite
def lists(draw: st.DrawFn) -> list[Waiter]:
    """Up to twelve people, some of them at the same moment, some preferred."""
    minute = st.integers(0, 20)
    moment = minute.map(lambda value: START + datetime.timedelta(minutes=value))
    count = draw(st.integers(0, 12))
    return [
        Waiter(
            pk=number,
            region_id=draw(st.sampled_from(REGIONS)),
            since=draw(moment),
            has_attended=draw(st.booleans()),
            preferred_at=draw(st.none() | moment),
        )
        for number in range(count)
    ]


seated = st.fixed_dictionaries({region: st.integers(0, 5) for region in REGIONS})
rules = st.sampled_from(list(WaitingRule))


def unpreferred(order: list[Waiter]) -> list[Waiter]:
    return [waiter for waiter in order if not waiter.preferred_at]


@given(lists(), rules, seated)
def test_everybody_is_in_the_order_once(
    people: list[Waiter], rule: WaitingRule, counts: dict[str, int]
) -> None:
    order = in_order(people, rule, counts)
    assert sorted(each.pk for each in order) == [each.pk for each in people]
    assert in_order(reversed(people), rule, counts) == order


@given(lists(), rules, seated)
def test_the_preferred_come_first(
    people: list[Waiter], rule: WaitingRule, counts: dict[str, int]
) -> None:
    order = in_order(people, rule, counts)
    flags = [each.preferred_at is None for each in order]
    assert flags == sorted(flags)
    moments = [each.preferred_at for each in order if each.preferred_at]
    assert moments == sorted(moments)


@given(lists(), seated)
def test_first_come_is_by_arrival(people: list[Waiter], counts: dict[str, int]) -> None:
    order = unpreferred(in_order(people, WaitingRule.FIRST_COME, counts))
    assert all(one.arrival < other.arrival for one, other in pairwise(order))


@given(lists(), seated)
def test_who_never_came_goes_before_those_who_did(
    people: list[Waiter], counts: dict[str, int]
) -> None:
    order = unpreferred(in_order(people, WaitingRule.NEVER_ATTENDED, counts))
    keys = [(each.has_attended, each.arrival) for each in order]
    assert keys == sorted(keys)


@given(lists(), seated)
def test_each_seat_goes_to_the_region_with_the_fewest(
    people: list[Waiter], counts: dict[str, int]
) -> None:
    """Checked step by step, the slow way."""
    order = in_order(people, WaitingRule.FEWEST_OF_REGION, counts)
    now, left = Counter(counts), list(order)
    while left:
        waiter = left.pop(0)
        if not waiter.preferred_at:
            others = [each for each in left if not each.preferred_at]
            assert all(now[waiter.region_id] <= now[each.region_id] for each in others)
            same = [each for each in others if each.region_id == waiter.region_id]
            assert all(waiter.arrival < each.arrival for each in same)
        now[waiter.region_id] += 1


def test_a_worked_example() -> None:
    """Kutai Timur has two people, the others none: its first comer waits behind theirs."""
    people = [
        Waiter(1, "64.08", START),
        Waiter(2, "64.01", START + datetime.timedelta(minutes=1)),
        Waiter(3, "64.01", START + datetime.timedelta(minutes=2)),
        Waiter(4, "64.02", START + datetime.timedelta(minutes=3)),
    ]
    order = in_order(people, WaitingRule.FEWEST_OF_REGION, {"64.08": 2})
    assert [each.pk for each in order] == [2, 4, 3, 1]
