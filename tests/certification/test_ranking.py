"""The arithmetic of a ranking: by hand, and for any marks."""

from decimal import Decimal
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from certification.criteria import SETS
from certification.enums import Outcome, TieBreak
from certification.ranking import Card, Line, Ranked, ranking, total_of

NIB = Line(code="nib", name="NIB", weight=3, max_mark=2, gate=1)
LABEL = Line(code="label", name="Label", weight=1, max_mark=4)
LINES = [NIB, LABEL]


def card(key: int, nib: list[int], label: list[int], *, region: str = "64.08", **more: int) -> Card:
    order = more.get("order", key)
    year = more.get("year", 2020)
    return Card(key=key, region=region, order=order, year=year, marks={"nib": nib, "label": label})


def outcomes(results: list[Ranked]) -> dict[int, Outcome]:
    return {result.key: result.outcome for result in results}


def test_points_are_weighted_shares_of_the_highest_mark() -> None:
    # (1.5 / 2 × 3 + 1 / 4 × 1) ÷ 4 × 100
    assert total_of(card(1, [1, 2], [1, 1]), LINES) == Decimal("62.50")
    assert total_of(card(1, [2], [4]), LINES) == Decimal("100.00")
    assert total_of(card(1, [0], [0]), LINES) == Decimal("0.00")


def test_below_a_gate_is_out_whatever_the_sum_and_says_which() -> None:
    results = ranking([card(1, [0, 1], [4, 4]), card(2, [1, 1], [0, 0])], LINES, places=2)
    assert [(r.key, r.rank, r.outcome) for r in results] == [
        (2, 1, Outcome.SELECTED),
        (1, None, Outcome.OUT),
    ]
    assert results[1].reason == "Di bawah batas: NIB"


def test_the_rest_is_the_reserve_list_in_order() -> None:
    cards = [card(n, [2], [n]) for n in (1, 2, 3, 4)]
    results = ranking(cards, LINES, places=2)
    assert [r.key for r in results] == [4, 3, 2, 1]
    assert outcomes(results) == {4: "selected", 3: "selected", 2: "reserve", 1: "reserve"}


def test_the_best_of_each_region_comes_first_into_the_places() -> None:
    cards = [
        card(1, [2], [4]),
        card(2, [2], [3]),
        card(3, [2], [2]),
        card(4, [2], [0], region="64.72"),
    ]
    results = ranking(cards, LINES, places=3, least_per_region=1)
    chosen = {r.key: r.reason for r in results if r.outcome == Outcome.SELECTED}
    assert chosen == {1: "", 2: "", 4: "Tempat untuk kab/kota"}
    assert outcomes(results)[3] == Outcome.RESERVE


@pytest.mark.parametrize(
    ("tie_break", "first"),
    [(TieBreak.NOMINATED, 1), (TieBreak.OLDEST, 2), (TieBreak.FIRST_CRITERION, 3)],
)
def test_equal_points_are_decided_as_published(tie_break: str, first: int) -> None:
    even = [
        Line(code="nib", name="NIB", weight=1, max_mark=2),
        Line(code="label", name="Label", weight=1, max_mark=2),
    ]
    cards = [
        card(1, [1], [1], order=0, year=2020),
        card(2, [1], [1], order=1, year=2001),
        card(3, [2], [0], order=2, year=2020),
    ]
    assert {total_of(each, even) for each in cards} == {Decimal("50.00")}
    assert ranking(cards, even, places=1, tie_break=tie_break)[0].key == first


mark = st.integers(0, 2)
any_card = st.tuples(mark, mark, mark, mark, st.sampled_from(["64.01", "64.08"]), st.integers(0, 3))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    drawn=st.lists(any_card, max_size=9),
    places=st.integers(0, 6),
    least=st.integers(0, 2),
    tie_break=st.sampled_from(TieBreak.values),
    seed=st.integers(0, 99),
)
def test_any_ranking_is_fair(
    drawn: list[tuple[int, int, int, int, str, int]],
    places: int,
    least: int,
    tie_break: str,
    seed: int,
) -> None:
    cards = [
        card(key, [a, b], [c, d], region=region, year=2000 + year)
        for key, (a, b, c, d, region, year) in enumerate(drawn)
    ]
    results = ranking(cards, LINES, places=places, least_per_region=least, tie_break=tie_break)
    mixed = list(cards)
    Random(seed).shuffle(mixed)
    assert results == ranking(
        mixed, LINES, places=places, least_per_region=least, tie_break=tie_break
    )
    assert {r.key for r in results} == {c.key for c in cards}
    running = [r for r in results if r.outcome != Outcome.OUT]
    chosen = {r.key for r in running if r.outcome == Outcome.SELECTED}
    assert len(chosen) == min(places, len(running))
    assert [r.rank for r in running] == list(range(1, len(running) + 1))
    assert [r.total for r in running] == sorted((r.total for r in running), reverse=True)
    by_region = {c.key: c.region for c in cards}
    for index, left in enumerate(running):
        if left.key in chosen:
            continue
        # Nobody of the same region stands lower and got in.
        for lower in running[index + 1 :]:
            if lower.key in chosen:
                assert by_region[lower.key] != by_region[left.key]
                assert least > 0


@pytest.mark.parametrize("key", SETS)
def test_ready_made_cards_are_sound(key: str) -> None:
    _, lines = SETS[key]
    assert len({line.code for line in lines}) == len(lines)
    for line in lines:
        assert line.weight >= 1
        assert line.source
        assert line.gate is None or line.gate <= 2


def test_the_export_card_has_the_gates_of_the_field() -> None:
    gates = {line.code for line in SETS["export"][1] if line.gate is not None}
    assert gates == {"nib", "halal"}
