"""The grid of a programme's places: kab/kota down, LP3H across, and what each can't do without."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from accounts.models import Organisation
from certification.models import Allocation, Movement, Programme
from regions.models import Region

OWN_HEADING = "Tanpa LP3H"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Places of one LP3H in one kab/kota, or those that the kab/kota keeps without an LP3H.

    `held` are taken by applications or handed on to companions: the cell can't go below them.
    """

    count: int = 0
    held: int = 0
    due_on: datetime.date | None = None

    @property
    def free(self) -> int:
        return self.count - self.held


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """One kab/kota: `own` places without an LP3H, and a cell for each LP3H by its key."""

    region: Region
    own: Cell
    cells: dict[int, Cell] = field(default_factory=dict)
    due_on: datetime.date | None = None

    def cell(self, organisation_id: int) -> Cell:
        return self.cells.get(organisation_id, Cell())


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaGrid:
    """The whole table. `available` places can be handed out; `version` grows with every change."""

    available: int
    version: int
    organisations: list[Organisation]
    rows: list[GridRow]


def quota_grid(programme: Programme, *, also: Iterable[Organisation] = ()) -> QuotaGrid:
    """Reads the grid in four queries.

    Args:
        also: LP3H that get a column though they hold no places yet.
    """
    nodes = list(
        Allocation.objects.filter(programme=programme, companion=None)
        .select_related("organisation")
        .order_by("organisation__name")
    )
    by_key = {(node.region_id, node.organisation_id): node for node in nodes}
    hosts = {node.organisation.pk: node.organisation for node in nodes if node.organisation}
    hosts |= {organisation.pk: organisation for organisation in also}
    root = by_key.get((None, None))
    return QuotaGrid(
        available=root.granted - root.reserved - root.used if root else 0,
        version=structure_version(programme),
        organisations=sorted(hosts.values(), key=lambda organisation: organisation.name),
        rows=[
            _row(region, by_key, list(hosts))
            for region in Region.objects.regencies().filter(parent_id=programme.region_id)
        ],
    )


def heading_of(organisation: Organisation) -> str:
    """The LP3H's short name, as it heads its column."""
    return organisation.short_name or organisation.name


def structure_version(programme: Programme) -> int:
    """The last movement that changed who has how many places; 0 before the first."""
    handed = Movement.objects.filter(allocation__programme=programme).exclude(
        granted=0, delegated=0
    )
    last = handed.order_by("-pk").values_list("pk", flat=True).first()
    return last or 0


def _row(
    region: Region, nodes: dict[tuple[str | None, int | None], Allocation], hosts: list[int]
) -> GridRow:
    node = nodes.get((region.pk, None))
    cells = {
        pk: Cell(count=found.granted, held=found.granted - found.free, due_on=found.due_on)
        for pk in hosts
        if (found := nodes.get((region.pk, pk)))
    }
    if node is None:
        return GridRow(region=region, own=Cell(), cells=cells)
    own = Cell(count=node.granted - node.delegated, held=node.reserved + node.used)
    return GridRow(region=region, own=own, cells=cells, due_on=node.due_on)
