"""The counts of one allocation, now or as they stood at the end of a past day."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self
from zoneinfo import ZoneInfo

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from certification.models import Allocation, Programme

COUNTERS = ("granted", "delegated", "reserved", "used", "issued")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Places of one level. `used` were entered in SiHalal or went further, `issued` among them."""

    quota: int
    reserved: int
    used: int
    issued: int

    @property
    def free(self) -> int:
        """Places that nobody holds yet."""
        return self.quota - self.used - self.reserved

    @property
    def in_process(self) -> int:
        """In SiHalal without a certificate so far.

        Issued, in process, reserved and free places make the quota, each place counted once.
        """
        return self.used - self.issued


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One allocation with its own counters."""

    pk: int
    region_code: str
    region_name: str
    organisation_id: int | None
    organisation_name: str
    due_on: datetime.date | None
    granted: int
    delegated: int
    reserved: int
    used: int
    issued: int

    @property
    def is_empty(self) -> bool:
        return not (self.granted or self.reserved or self.used)

    @classmethod
    def of(cls, allocation: Allocation, counters: dict[str, int]) -> Self:
        region, organisation = allocation.region, allocation.organisation
        return cls(
            pk=allocation.pk,
            region_code=region.code if region else "",
            region_name=region.name if region else "",
            organisation_id=organisation.pk if organisation else None,
            organisation_name=(organisation.short_name or organisation.name)
            if organisation
            else "",
            due_on=allocation.due_on,
            **counters,
        )


def end_of_day(programme: Programme, day: datetime.date) -> datetime.datetime:
    """The moment at which a day ends in the programme's province."""
    zone = ZoneInfo(programme.region.time_zone)
    return datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time(), zone)


def nodes_of(programme: Programme, day: datetime.date, *, from_movements: bool) -> list[Node]:
    """The programme's allocations; one query.

    Args:
        from_movements: True adds up the movements until the end of `day`, so a past day's figures
            come out the same whenever they are asked for; False reads today's counters.
    """
    sums = {}
    if from_movements:
        past = Q(movements__at__lt=end_of_day(programme, day))
        sums = {f"past_{c}": Coalesce(Sum(f"movements__{c}", filter=past), 0) for c in COUNTERS}
    prefix = "past_" if from_movements else ""
    allocations = (
        Allocation.objects.filter(programme=programme)
        .select_related("region", "organisation")
        .annotate(**sums)
        .order_by("region_id", "organisation_id")
    )
    counters = {a: {c: getattr(a, prefix + c) for c in COUNTERS} for a in allocations}
    nodes = [Node.of(a, counts) for a, counts in _without_companions(counters).items()]
    return [node for node in nodes if not (node.is_empty and from_movements)]


def _without_companions(
    counters: dict[Allocation, dict[str, int]],
) -> dict[Allocation, dict[str, int]]:
    """The counters with the places of companions counted at their LP3H, as if never shared out."""
    kept = {a: counts for a, counts in counters.items() if a.companion_id is None}
    by_pk = {a.pk: counts for a, counts in kept.items()}
    for allocation, counts in counters.items():
        if allocation.companion_id and allocation.parent_id:
            above = by_pk[allocation.parent_id]
            above["delegated"] -= counts["granted"]
            for counter in ("delegated", "reserved", "used", "issued"):
                above[counter] += counts[counter]
    return kept


def totals(nodes: Iterable[Node]) -> dict[str, int]:
    """Reserved, used and issued places over several nodes, as fields of `Counts`."""
    nodes = list(nodes)
    return {c: sum(getattr(node, c) for node in nodes) for c in ("reserved", "used", "issued")}
