"""The picture of a trend: two bars a week, what was opened and what was resolved."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from halalportal.lib.formats import number, short_date

BASE = 100
STEP, BAR = 80, 26
INK_OPENED, INK_RESOLVED = "#b3261e", "#0f5c4d"


class WeekLike(Protocol):
    """What a week must know."""

    @property
    def monday(self) -> datetime.date: ...
    @property
    def opened(self) -> int: ...
    @property
    def resolved(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar with its figure above; coordinates in the picture."""

    x: int
    y: int
    height: int
    ink: str
    figure: str
    middle: int
    figure_y: int


@dataclass(frozen=True, slots=True)
class Label:
    x: int
    text: str


@dataclass(frozen=True, slots=True)
class Trend:
    """The picture; `sentence` says in words what it shows."""

    bars: tuple[Bar, ...]
    labels: tuple[Label, ...]
    width: int
    sentence: str


def picture(weeks: Sequence[WeekLike]) -> Trend:
    """Bars for the weeks, the earliest at the left, all on one scale."""
    highest = max((max(week.opened, week.resolved) for week in weeks), default=0)
    bars: list[Bar] = []
    labels = []
    for place, week in enumerate(weeks):
        left = place * STEP + 8
        bars.append(_bar(left, week.opened, highest, INK_OPENED))
        bars.append(_bar(left + BAR + 4, week.resolved, highest, INK_RESOLVED))
        labels.append(Label(left + BAR + 2, short_date(week.monday).rpartition(" ")[0]))
    opened = number(sum(week.opened for week in weeks))
    resolved = number(sum(week.resolved for week in weeks))
    sentence = f"{len(weeks)} minggu terakhir: {opened} kendala baru, {resolved} selesai."
    return Trend(tuple(bars), tuple(labels), STEP * len(weeks), sentence)


def _bar(x: int, count: int, highest: int, ink: str) -> Bar:
    height = round(count * (BASE - 20) / highest) if highest else 0
    y = BASE - height
    return Bar(x, y, height, ink, number(count) if count else "", x + BAR // 2, y - 4)
