"""Who shall help whom, as a flow of least cost. A pure function: no database, no clock."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

import networkx as nx

# The cost of one step of load is below this, so that balance only decides between equal ways.
_BALANCE = 2_000
_SINK = "sink"


class Nearness(IntEnum):
    """How near a business lies to where the companion works, the nearest first."""

    VILLAGE = 0
    DISTRICT = 1
    REGENCY = 2
    ELSEWHERE = 3


# Going to another kecamatan weighs as much as three businesses in the same one.
_DISTANCE = {Nearness.VILLAGE: 0, Nearness.DISTRICT: 1, Nearness.REGENCY: 3}


@dataclass(frozen=True, slots=True)
class Seeker:
    """A business that needs a companion; codes are those of its regions, "" where unknown."""

    key: int
    village: str
    district: str
    regency: str

    @property
    def place(self) -> tuple[str, str, str]:
        return self.village, self.district, self.regency


@dataclass(frozen=True, slots=True)
class Helper:
    """A companion with the regions of present work, and open cases out of so many."""

    key: int
    load: int
    capacity: int
    villages: frozenset[str] = frozenset()
    districts: frozenset[str] = frozenset()
    regencies: frozenset[str] = frozenset()

    @property
    def spare(self) -> int:
        return max(self.capacity - self.load, 0)


@dataclass(frozen=True, slots=True)
class Match:
    """One business and its companion; `load` counts the companion's cases with this one.

    `helper` is None when nobody has a free place.
    """

    seeker: int
    helper: int | None
    nearness: Nearness = Nearness.ELSEWHERE
    load: int = 0


def match(seekers: Sequence[Seeker], helpers: Iterable[Helper]) -> list[Match]:
    """Gives each business a companion, as near as can be in sum; the same input, the same answer.

    Where places lack, the first businesses of the sequence get them. First as few as possible are
    served from another kab/kota, then the sum of distances is least, then load is even.
    """
    free = sorted((helper for helper in helpers if helper.spare), key=lambda helper: helper.key)
    places = sum(helper.spare for helper in free)
    served = seekers[:places]
    chosen = _flow(served, free) if served else {}
    return _matches(seekers, chosen, {helper.key: helper for helper in free})


def match_by_need(
    seekers: Sequence[Seeker],
    helpers: Sequence[Helper],
    *,
    needs: Mapping[int, frozenset[str]],
    skills: Mapping[int, frozenset[str]],
) -> list[Match]:
    """As `match`, where some businesses need a companion with certain skills, by their keys.

    Those with the most needs are served first: fewer companions can help them.
    """
    nothing: frozenset[str] = frozenset()
    groups: dict[frozenset[str], list[Seeker]] = defaultdict(list)
    for seeker in seekers:
        groups[needs.get(seeker.key, nothing)].append(seeker)
    given: Counter[int] = Counter()
    found: dict[int, Match] = {}
    for need in sorted(groups, key=lambda codes: (-len(codes), sorted(codes))):
        able = [
            replace(helper, load=helper.load + given[helper.key])
            for helper in helpers
            if need <= skills.get(helper.key, nothing)
        ]
        matches = match(groups[need], able)
        given.update(each.helper for each in matches if each.helper is not None)
        found |= {each.seeker: each for each in matches}
    return [found[seeker.key] for seeker in seekers]


def nearness(seeker: Seeker, helper: Helper) -> Nearness:
    """How near the business lies to the companion's work."""
    if seeker.village and seeker.village in helper.villages:
        return Nearness.VILLAGE
    if seeker.district and seeker.district in helper.districts:
        return Nearness.DISTRICT
    return Nearness.REGENCY if seeker.regency in helper.regencies else Nearness.ELSEWHERE


def distance_cost(seeker: Seeker, helper: Helper, count: int) -> int:
    """What the way costs when `count` businesses are served."""
    step = count * _BALANCE + 1
    near = _DISTANCE.get(nearness(seeker, helper))
    # Worse than the longest way for all others together: never when something else is possible.
    return step * (3 * count + 1) if near is None else step * near


def load_cost(load: int, capacity: int) -> int:
    """What one more case costs a companion who has `load` of `capacity`; it grows with the load."""
    return (2 * load + 1) * (_BALANCE // 2) // capacity


def _flow(seekers: Sequence[Seeker], helpers: Sequence[Helper]) -> dict[int, int]:
    """The helper's key by the seeker's. Businesses of one village cost the same: one node."""
    groups: dict[tuple[str, str, str], list[Seeker]] = defaultdict(list)
    for seeker in seekers:
        groups[seeker.place].append(seeker)
    _, flow = nx.network_simplex(_graph(groups, helpers, len(seekers)))
    return {
        seeker.key: helper
        for place, group in groups.items()
        for seeker, helper in zip(group, _taken(flow["from", *place]), strict=True)
    }


def _graph(
    groups: dict[tuple[str, str, str], list[Seeker]], helpers: Sequence[Helper], count: int
) -> "nx.MultiDiGraph[Any]":
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    graph.add_node(_SINK, demand=count)
    for place in sorted(groups):
        graph.add_node(("from", *place), demand=-len(groups[place]))
        for helper in helpers:
            cost = distance_cost(groups[place][0], helper, count)
            graph.add_edge(("from", *place), ("to", helper.key), weight=cost)
    for helper in helpers:
        for load in range(helper.load, min(helper.capacity, helper.load + count)):
            cost = load_cost(load, helper.capacity)
            graph.add_edge(("to", helper.key), _SINK, weight=cost, capacity=1)
    return graph


def _taken(flow: dict[tuple[str, int], dict[int, int]]) -> list[int]:
    """The helpers' keys, each as often as businesses of the group go there."""
    return [key for (_, key), edges in sorted(flow.items()) for _ in range(sum(edges.values()))]


def _matches(
    seekers: Sequence[Seeker], chosen: dict[int, int], helpers: dict[int, Helper]
) -> list[Match]:
    loads = {key: helper.load for key, helper in helpers.items()}
    found = []
    for seeker in seekers:
        key = chosen.get(seeker.key)
        if key is None:
            found.append(Match(seeker.key, None))
            continue
        loads[key] += 1
        found.append(Match(seeker.key, key, nearness(seeker, helpers[key]), loads[key]))
    return found
