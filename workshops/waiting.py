"""In which order those who wait get a seat; plain data, no queries."""

import datetime
import heapq
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workshops.enums import WaitingRule


@dataclass(frozen=True, slots=True)
class Waiter:
    """Somebody who waits. `preferred_at`: an officer put the person first, at that moment."""

    pk: int
    region_id: str
    since: datetime.datetime
    has_attended: bool = False
    preferred_at: datetime.datetime | None = None

    @property
    def arrival(self) -> tuple[datetime.datetime, int]:
        return self.since, self.pk


def in_order(
    waiters: Iterable[Waiter], rule: WaitingRule, registered: Mapping[str, int]
) -> list[Waiter]:
    """The waiting people, the next one first; each of them once.

    Whom an officer put first comes before everybody, whatever the rule says.

    Args:
        registered: region code → people of that region who hold a seat already.
    """
    everybody = list(waiters)
    first = [(each.preferred_at, each.pk, each) for each in everybody if each.preferred_at]
    others = sorted((each for each in everybody if not each.preferred_at), key=_arrival)
    preferred = [each for _, _, each in sorted(first, key=lambda row: row[:2])]
    if rule == WaitingRule.NEVER_ATTENDED:
        others.sort(key=lambda each: each.has_attended)
    elif rule == WaitingRule.FEWEST_OF_REGION:
        counts = defaultdict(int, registered)
        for each in preferred:
            counts[each.region_id] += 1
        others = _by_region(others, counts)
    return preferred + others


def _arrival(waiter: Waiter) -> tuple[datetime.datetime, int]:
    return waiter.arrival


def _by_region(waiters: list[Waiter], counts: Mapping[str, int]) -> list[Waiter]:
    """Each seat goes to the region that has the fewest then, counting the seats given so far."""
    lines: dict[str, deque[Waiter]] = defaultdict(deque)
    for waiter in waiters:
        lines[waiter.region_id].append(waiter)
    heap = [(counts.get(code, 0), line[0].arrival, code) for code, line in lines.items()]
    heapq.heapify(heap)
    ordered = []
    while heap:
        count, _, code = heapq.heappop(heap)
        ordered.append(lines[code].popleft())
        if lines[code]:
            heapq.heappush(heap, (count + 1, lines[code][0].arrival, code))
    return ordered
