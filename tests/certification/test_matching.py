"""The flow that proposes companions: capacity, each business once, nothing cheaper exists."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from certification.matching import (
    Helper,
    Match,
    Nearness,
    Seeker,
    distance_cost,
    load_cost,
    match,
)

VILLAGES = [
    f"64.0{regency}.0{district}.200{n}" for regency in (1, 2) for district in (1, 2) for n in (1, 2)
]
codes = st.sampled_from(VILLAGES)


@st.composite
def helper_sets(draw: st.DrawFn) -> list[Helper]:
    helpers = []
    for key in range(draw(st.integers(0, 3))):
        capacity = draw(st.integers(0, 4))
        villages = draw(st.frozensets(codes, max_size=2))
        helpers.append(
            Helper(
                key=key,
                load=draw(st.integers(0, 4)),
                capacity=capacity,
                villages=villages,
                districts=frozenset(code[:8] for code in villages),
                regencies=frozenset(code[:5] for code in villages),
            )
        )
    return helpers


@st.composite
def seeker_lists(draw: st.DrawFn) -> list[Seeker]:
    villages = draw(st.lists(codes, max_size=5))
    return [Seeker(n, code, code[:8], code[:5]) for n, code in enumerate(villages, start=100)]


def cost(seekers: list[Seeker], helpers: list[Helper], chosen: list[int | None]) -> int:
    """What a choice of helpers costs; the figures of `match` itself, summed independently."""
    by_key = {helper.key: helper for helper in helpers}
    loads = {helper.key: helper.load for helper in helpers}
    total = 0
    for seeker, key in zip(seekers, chosen, strict=True):
        if key is not None:
            helper = by_key[key]
            total += distance_cost(seeker, helper, len(seekers))
            total += load_cost(loads[key], helper.capacity)
            loads[key] += 1
    return total


def cheapest(seekers: list[Seeker], helpers: list[Helper]) -> int:
    """The least cost over every choice there is."""
    costs = []
    for chosen in itertools.product([helper.key for helper in helpers], repeat=len(seekers)):
        if all(chosen.count(helper.key) <= helper.spare for helper in helpers):
            costs.append(cost(seekers, helpers, list(chosen)))
    return min(costs)


@given(seeker_lists(), helper_sets())
def test_capacity_and_one_companion_each(seekers: list[Seeker], helpers: list[Helper]) -> None:
    found = match(seekers, helpers)
    assert [line.seeker for line in found] == [seeker.key for seeker in seekers]
    for helper in helpers:
        given_count = sum(line.helper == helper.key for line in found)
        assert given_count <= helper.spare


@given(seeker_lists(), helper_sets())
def test_nobody_waits_while_there_is_room(seekers: list[Seeker], helpers: list[Helper]) -> None:
    room = sum(helper.spare for helper in helpers)
    found = match(seekers, helpers)
    assert [line.helper is None for line in found] == [n >= room for n in range(len(seekers))]


@given(seeker_lists(), helper_sets())
def test_no_other_choice_is_cheaper(seekers: list[Seeker], helpers: list[Helper]) -> None:
    served = seekers[: sum(helper.spare for helper in helpers)]
    found = match(seekers, helpers)[: len(served)]
    if served:
        assert cost(served, helpers, [line.helper for line in found]) == cheapest(served, helpers)


@given(seeker_lists(), helper_sets())
def test_the_order_of_companions_changes_nothing(
    seekers: list[Seeker], helpers: list[Helper]
) -> None:
    assert match(seekers, helpers) == match(seekers, helpers[::-1])


def place(code: str, key: int = 1) -> Seeker:
    return Seeker(key, code, code[:8], code[:5])


def helper(key: int, code: str, *, load: int = 0, capacity: int = 5) -> Helper:
    return Helper(
        key, load, capacity, frozenset([code]), frozenset([code[:8]]), frozenset([code[:5]])
    )


def test_the_nearest_comes_first_and_the_far_one_only_when_the_near_is_full() -> None:
    near, far = helper(1, "64.01.01.2001", capacity=1), helper(2, "64.02.01.2001")
    seekers = [place("64.01.01.2001", 10), place("64.01.01.2002", 11)]
    assert match(seekers, [far, near]) == [
        Match(10, 1, Nearness.VILLAGE, 1),
        Match(11, 2, Nearness.ELSEWHERE, 1),
    ]


def test_near_companions_move_aside_for_whom_nobody_else_is_near() -> None:
    """A greedy loop would give the first business to companion 1 and send the second far away."""
    both = Helper(
        1,
        0,
        1,
        frozenset(["64.01.01.2001"]),
        frozenset(["64.01.01", "64.02.01"]),
        frozenset(["64.01", "64.02"]),
    )
    second = helper(2, "64.01.01.2002", capacity=1)
    found = match([place("64.01.01.2001", 10), place("64.02.01.2001", 11)], [both, second])
    assert [line.helper for line in found] == [2, 1]


def test_equal_ways_share_the_load() -> None:
    helpers = [helper(1, VILLAGES[0], load=3), helper(2, VILLAGES[0], load=1)]
    found = match([place(VILLAGES[0], key) for key in (10, 11)], helpers)
    assert [line.helper for line in found] == [2, 2]
    assert [line.load for line in found] == [2, 3]


def test_unknown_places_are_near_to_nobody() -> None:
    anywhere = Helper(1, 0, 5, frozenset([""]), frozenset([""]), frozenset(["64.01"]))
    assert match([Seeker(10, "", "", "64.01")], [anywhere])[0].nearness == Nearness.REGENCY
