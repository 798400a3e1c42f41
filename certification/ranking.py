"""From marks to a ranking: arithmetic alone, so that anybody can do it again by hand.

A candidate's sum is, over all criteria, the mean of the scorers' marks divided by the highest mark,
times the criterion's weight, as a share of all weights: 0 to 100 points with two decimals. A mean
below a criterion's gate puts the candidate out, whatever the sum.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from certification.enums import Outcome, TieBreak

CENT = Decimal("0.01")
LAST_YEAR = 9999  # of a business whose year is unknown: it comes after those who told theirs


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A criterion. `gate` is the lowest mean that is not out, None without one."""

    code: str
    name: str
    weight: int
    max_mark: int
    gate: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A candidate's marks: criterion's code → one mark of each scorer.

    `order` is the place in the order of nomination, `year` the year the business began.
    """

    key: int
    region: str
    order: int
    year: int = LAST_YEAR
    marks: Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A candidate's result. `rank` counts from 1 among those who are not out, else it is None."""

    key: int
    total: Decimal
    rank: int | None
    outcome: Outcome
    reason: str


def mean(marks: Sequence[int]) -> Decimal:
    return Decimal(sum(marks)) / len(marks)


def total_of(card: Card, lines: Sequence[Line]) -> Decimal:
    """The candidate's points, 0 to 100."""
    weights = sum(line.weight for line in lines)
    earned = sum(
        (mean(card.marks[line.code]) / line.max_mark * line.weight for line in lines), Decimal()
    )
    return (earned * 100 / weights).quantize(CENT, ROUND_HALF_UP)


def ranking(
    cards: Iterable[Card],
    lines: Sequence[Line],
    *,
    places: int,
    least_per_region: int = 0,
    tie_break: str = TieBreak.NOMINATED,
) -> list[Ranked]:
    """Everybody with rank and outcome, the best first and those who are out at the end.

    The best `least_per_region` of each region come first into the places, as far as these go;
    the others follow by rank. Equal points are decided by the tie-break, then by the order of
    nomination.
    """
    cards = list(cards)
    totals = {card.key: total_of(card, lines) for card in cards}
    failed = {card.key: gate for card in cards if (gate := _failed_gate(card, lines))}
    running = sorted(
        (card for card in cards if card.key not in failed),
        key=lambda card: (-totals[card.key], *_tie(card, lines, tie_break), card.order, card.key),
    )
    kept = _kept(running, places, least_per_region)
    chosen = kept | set(_first_of(running, kept, places - len(kept)))
    ranked = [
        Ranked(
            key=card.key,
            total=totals[card.key],
            rank=rank,
            outcome=Outcome.SELECTED if card.key in chosen else Outcome.RESERVE,
            reason="Tempat untuk kab/kota" if rank > places and card.key in kept else "",
        )
        for rank, card in enumerate(running, start=1)
    ]
    out = sorted((card for card in cards if card.key in failed), key=lambda card: card.order)
    return ranked + [
        Ranked(
            key=card.key,
            total=totals[card.key],
            rank=None,
            outcome=Outcome.OUT,
            reason=f"Di bawah batas: {failed[card.key]}",
        )
        for card in out
    ]


def _failed_gate(card: Card, lines: Sequence[Line]) -> str:
    """The first criterion whose gate the candidate misses, "" when there is none."""
    for line in lines:
        if line.gate is not None and mean(card.marks[line.code]) < line.gate:
            return line.name
    return ""


def _tie(card: Card, lines: Sequence[Line], tie_break: str) -> tuple[Decimal | int, ...]:
    if tie_break == TieBreak.OLDEST:
        return (card.year,)
    if tie_break == TieBreak.FIRST_CRITERION and lines:
        return (-mean(card.marks[lines[0].code]),)
    return ()


def _kept(running: Sequence[Card], places: int, least: int) -> set[int]:
    """The best few of each region, as far as the places go; the better of them come first."""
    seen: Counter[str] = Counter()
    kept: list[int] = []
    for card in running:
        if seen[card.region] < least:
            seen[card.region] += 1
            kept.append(card.key)
    return set(kept[:places])


def _first_of(running: Sequence[Card], kept: set[int], count: int) -> list[int]:
    return [card.key for card in running if card.key not in kept][: max(count, 0)]
