"""The table of a programme's places: kab/kota, each with its LP3H beneath, and the totals."""

import datetime
from dataclasses import dataclass

from certification.selectors.summary import ProgrammeSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitRow:
    """One line. `is_part` marks an LP3H below its kab/kota, already counted in the line above."""

    label: str
    is_part: bool
    region_code: str
    organisation_id: int | None
    quota: int
    reserved: int
    used: int
    issued: int
    free: int
    due_on: datetime.date | None
    is_late: bool


def split_rows(summary: ProgrammeSummary) -> list[SplitRow]:
    """Kab/kota worst first, each followed by its LP3H; for an LP3H only its own lines."""
    rows: list[SplitRow] = []
    for region in summary.regions:
        late = _is_late(summary, region.due_on, region.free)
        rows.append(
            SplitRow(
                label=region.name,
                is_part=False,
                region_code=region.code,
                organisation_id=None,
                quota=region.quota,
                reserved=region.reserved,
                used=region.used,
                issued=region.issued,
                free=region.free,
                due_on=region.due_on,
                is_late=late,
            )
        )
        rows += _lp3h_rows(summary, region.code)
    return rows or _lp3h_rows(summary, None)


def _lp3h_rows(summary: ProgrammeSummary, region_code: str | None) -> list[SplitRow]:
    """The lines of LP3H in a kab/kota; with None all that the person may see."""
    return [
        SplitRow(
            label=cell.organisation_name
            if region_code
            else f"{cell.organisation_name} di {cell.region_name}",
            is_part=region_code is not None,
            region_code=cell.region_code,
            organisation_id=cell.organisation_id,
            quota=cell.quota,
            reserved=cell.reserved,
            used=cell.used,
            issued=cell.issued,
            free=cell.free,
            due_on=cell.due_on,
            is_late=_is_late(summary, cell.due_on, cell.free),
        )
        for cell in summary.cells
        if cell.organisation_id and region_code in (None, cell.region_code)
    ]


def _is_late(summary: ProgrammeSummary, due_on: datetime.date | None, free: int) -> bool:
    """Whether places are still free after the day until which they were to be used."""
    return due_on is not None and free > 0 and summary.as_of > due_on
