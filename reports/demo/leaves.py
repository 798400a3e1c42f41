"""Places that an LP3H handed on to single companions, and the cases that went onto them."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from certification.demo import Case, Grant, split
from reports.demo.story import Stage

_SPARE = 1
_MORNING = 10 * 60  # minutes after midnight


@dataclass(frozen=True, slots=True)
class Leaf:
    """The places of a companion, by the order in which the LP3H's companions stand in the cast."""

    region_code: str
    holder: str
    companion: int
    most: int
    on: datetime.date


def grow_leaves(
    leaves: Iterable[Leaf], cases: list[Case], *, stage: Stage, due_on: datetime.date
) -> None:
    """Gives each companion as many places as own cases came later, and one more."""
    for number, leaf in enumerate(leaves):
        parent = stage.nodes[leaf.region_code, leaf.holder]
        companion = stage.cast.companions[leaf.holder][leaf.companion]
        at = stage.days.moment(stage.days.index(leaf.on), _MORNING + number)
        own = [
            case
            for case in sorted(cases, key=lambda case: case.filed_at)
            if case.companion == companion and case.allocation == parent and case.steps
        ]
        moved = [case for case in own if case.filed_at > at][: leaf.most]
        node = split(
            parent=parent,
            region_code=leaf.region_code,
            organisation=stage.cast.lp3h[leaf.holder],
            companion=companion,
            quota=len(moved) + _SPARE,
            how=Grant(at, stage.cast.province_officer, due_on),
        )
        for case in moved:
            case.allocation = node
