"""A programme's figures narrowed to one kab/kota, in the same shape."""

from dataclasses import replace

from certification.selectors.counts import Counts
from certification.selectors.summary import (
    CellSummary,
    OrganisationSummary,
    ProgrammeSummary,
    RegionSummary,
)

EMPTY = Counts(quota=0, reserved=0, used=0, issued=0)


def of_region(summary: ProgrammeSummary, code: str) -> ProgrammeSummary:
    """The figures of a kab/kota as if it were a programme: own places, own LP3H, own targets."""
    found: RegionSummary | None = next((r for r in summary.regions if r.code == code), None)
    cells = tuple(cell for cell in summary.cells if cell.region_code == code)
    own = next((cell for cell in cells if cell.organisation_id is None), None)
    counts: Counts = found or EMPTY
    return replace(
        summary,
        quota=counts.quota,
        reserved=counts.reserved,
        used=counts.used,
        issued=counts.issued,
        undistributed=own.free if own else 0,
        targets=tuple(t for t in summary.targets if t.region_code == code),
        regions=(found,) if found else (),
        organisations=_organisations(cells),
        cells=cells,
    )


def _organisations(cells: tuple[CellSummary, ...]) -> tuple[OrganisationSummary, ...]:
    """The LP3H with what they hold in this kab/kota, the smallest share of used places first."""
    rows = [
        OrganisationSummary(
            pk=cell.organisation_id,
            name=cell.organisation_name,
            due_on=cell.due_on,
            quota=cell.quota,
            reserved=cell.reserved,
            used=cell.used,
            issued=cell.issued,
        )
        for cell in cells
        if cell.organisation_id
    ]
    return tuple(sorted(rows, key=lambda row: (row.used / row.quota if row.quota else 0, row.name)))
