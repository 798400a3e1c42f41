"""Where a programme stands: the one source of figures for pages, API, PDF and Excel."""

import datetime
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from django.utils import timezone

from accounts.scope import Scope
from certification.models import Programme
from certification.selectors.counts import Counts, Node, nodes_of, totals
from certification.selectors.targets import TargetSummary, target_summaries


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionSummary(Counts):
    """A kab/kota with the places of its LP3H."""

    code: str
    name: str
    due_on: datetime.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationSummary(Counts):
    """An LP3H over all kab/kota in which it holds places."""

    pk: int
    name: str
    due_on: datetime.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CellSummary(Counts):
    """One LP3H in one kab/kota; without an LP3H the places that the kab/kota kept itself."""

    allocation_id: int
    region_code: str
    region_name: str
    organisation_id: int | None
    organisation_name: str
    due_on: datetime.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeSummary(Counts):
    """A programme's figures on a day. `undistributed` places lie at the programme itself.

    Regions and organisations come worst first: the smallest share of used places leads.
    """

    slug: str
    name: str
    as_of: datetime.date
    undistributed: int
    targets: tuple[TargetSummary, ...]
    regions: tuple[RegionSummary, ...]
    organisations: tuple[OrganisationSummary, ...]
    cells: tuple[CellSummary, ...]

    def within(self, scope: Scope) -> "ProgrammeSummary":
        """The same totals with only the rows that the person may see."""
        if scope.organisation_id:
            return replace(
                self,
                regions=(),
                organisations=tuple(o for o in self.organisations if o.pk == scope.organisation_id),
                cells=tuple(c for c in self.cells if c.organisation_id == scope.organisation_id),
                targets=tuple(
                    t for t in self.targets if t.organisation_id in (None, scope.organisation_id)
                ),
            )
        regions = tuple(r for r in self.regions if scope.covers(r.code))
        if len(regions) == len(self.regions):
            return self
        cells = tuple(c for c in self.cells if scope.covers(c.region_code))
        hosts = {c.organisation_id for c in cells}
        return replace(
            self,
            regions=regions,
            organisations=tuple(o for o in self.organisations if o.pk in hosts),
            cells=cells,
            targets=tuple(
                t for t in self.targets if not t.region_code or scope.covers(t.region_code)
            ),
        )


def programme_summary(
    *, programme: Programme, as_of: datetime.date | None = None, with_targets: bool = True
) -> ProgrammeSummary:
    """Returns the programme's figures on a day, in two queries; with targets in four.

    Args:
        as_of: a day; its figures are the sums of the movements until its end in the province's
            time zone. None takes the counters of this moment.
        with_targets: False leaves the targets out, and needs one query.
    """
    day = as_of or timezone.localdate(timezone=ZoneInfo(programme.region.time_zone))
    nodes = nodes_of(programme, day, from_movements=as_of is not None)
    roots = [node for node in nodes if not node.region_code]
    return ProgrammeSummary(
        slug=programme.slug,
        name=programme.name,
        as_of=day,
        quota=sum(root.granted for root in roots),
        **totals(nodes),
        undistributed=sum(r.granted - r.delegated - r.reserved - r.used for r in roots),
        targets=target_summaries(programme, day, nodes) if with_targets else (),
        regions=_worst_first(_regions(nodes)),
        organisations=_worst_first(_organisations(nodes)),
        cells=tuple(_cell(node) for node in nodes if node.region_code),
    )


def _regions(nodes: list[Node]) -> list[RegionSummary]:
    found = []
    for code, group in _grouped(nodes, lambda node: node.region_code).items():
        own = [node for node in group if node.organisation_id is None]
        found.append(
            RegionSummary(
                code=str(code),
                name=group[0].region_name,
                due_on=own[0].due_on if own else None,
                quota=sum(node.granted for node in own),
                **totals(group),
            )
        )
    return found


def _organisations(nodes: list[Node]) -> list[OrganisationSummary]:
    return [
        OrganisationSummary(
            pk=int(pk),
            name=group[0].organisation_name,
            due_on=min((node.due_on for node in group if node.due_on), default=None),
            quota=sum(node.granted for node in group),
            **totals(group),
        )
        for pk, group in _grouped(nodes, lambda node: node.organisation_id).items()
    ]


def _cell(node: Node) -> CellSummary:
    return CellSummary(
        allocation_id=node.pk,
        region_code=node.region_code,
        region_name=node.region_name,
        organisation_id=node.organisation_id,
        organisation_name=node.organisation_name,
        due_on=node.due_on,
        quota=node.granted - node.delegated,
        **totals([node]),
    )


def _grouped(
    nodes: list[Node], key: Callable[[Node], str | int | None]
) -> dict[str | int, list[Node]]:
    """Nodes by a key, without those that have none."""
    groups: dict[str | int, list[Node]] = defaultdict(list)
    for node in nodes:
        if value := key(node):
            groups[value].append(node)
    return groups


def _worst_first[R: (RegionSummary, OrganisationSummary)](rows: list[R]) -> tuple[R, ...]:
    return tuple(sorted(rows, key=lambda row: (row.used / row.quota if row.quota else 0, row.name)))
