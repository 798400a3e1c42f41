"""The counts of one allocation, now or as they stood at the end of a past day."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection

from certification.models import Programme
from certification.selectors import places
from certification.selectors.days import bounds

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


class Node(NamedTuple):
    """One level with its own counters."""

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


def nodes_of(programme: Programme, day: datetime.date, *, from_movements: bool) -> list[Node]:
    """The programme's levels down to LP3H, with the places of companions at theirs; one query.

    Args:
        from_movements: True takes the last closing and the movements since, until the end of
            `day`, so a past day's figures come out the same whenever they are asked for; False
            reads today's counters.
    """
    source = places.THEN if from_movements else places.NOW
    with connection.cursor() as cursor:
        cursor.execute(places.with_names(source), bounds(programme, day))
        nodes = [Node(*row) for row in cursor.fetchall()]
    return [node for node in nodes if not (node.is_empty and from_movements)]


def totals(nodes: Iterable[Node]) -> dict[str, int]:
    """Reserved, used and issued places over several nodes, as fields of `Counts`."""
    nodes = list(nodes)
    return {c: sum(getattr(node, c) for node in nodes) for c in ("reserved", "used", "issued")}
