"""From a workshop to the certificate: how far the businesses came that were asked to it.

A description of what happened afterwards, no proof that the workshop was the cause.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import User
from reports.selectors.workshop_funnel_rows import ABSENT, STEPS, FunnelRow, funnel_rows
from workshops.enums import Mode, ParticipantStatus
from workshops.models import Event


@dataclass(frozen=True, slots=True)
class Cell:
    """A count with the step it belongs to, so that the page can link its list."""

    step: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class FunnelLine:
    """One step: businesses on site, online, and both."""

    step: str
    label: str
    onsite: int
    online: int
    total: int


@dataclass(frozen=True, slots=True)
class RegencyLine:
    """One kab/kota with its count at every step."""

    code: str
    name: str
    cells: list[Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """Everything the page shows; all counts are counts of `rows`."""

    rows: list[FunnelRow]
    lines: list[FunnelLine]
    regencies: list[RegencyLine]
    absent: int
    declined: int
    absent_with_application: int
    without_letter: int
    has_letters: bool
    sent_before: int
    session_count: int
    office_people: int
    office_people_present: int
    hidden: int


def workshop_funnel(event: Event, user: User) -> Funnel:
    """The funnel of an event as far as the reader's region goes.

    People of offices don't apply, so they are only counted beside it. `hidden` businesses took
    part but belong to another region than the reader's.
    """
    found = funnel_rows([event], user)
    rows = found.rows
    absent = [row for row in rows if row.reached(ABSENT)]
    came = [row for row in rows if not row.reached(ABSENT)]
    return Funnel(
        rows=rows,
        lines=[_line(step, label, rows) for step, label in STEPS.items()],
        regencies=regency_lines(rows),
        absent=len(absent),
        declined=sum(row.participant.status == ParticipantStatus.DECLINED for row in absent),
        absent_with_application=sum(bool(row.application) for row in absent),
        without_letter=sum(not row.has_letter for row in came),
        has_letters=any(row.has_letter for row in rows),
        sent_before=sum(row.was_sent_before for row in rows),
        session_count=event.sessions.count(),
        office_people=found.office_people[event.pk],
        office_people_present=found.office_people_present[event.pk],
        hidden=found.hidden[event.pk],
    )


def narrowed(
    funnel: Funnel, *, step: str = "", mode: str = "", regency: str = ""
) -> list[FunnelRow]:
    """The rows behind one number of the funnel; "" leaves a side open."""
    return [
        row
        for row in funnel.rows
        if (not step or row.reached(step))
        and (not mode or row.participant.mode == mode)
        and (not regency or row.participant.region_id == regency)
    ]


def cells_of(rows: Iterable[FunnelRow]) -> list[Cell]:
    """How many of the rows took each step."""
    counts = Counter(step for row in rows for step in STEPS if row.reached(step))
    return [Cell(step, label, counts[step]) for step, label in STEPS.items()]


def regency_lines(rows: Iterable[FunnelRow]) -> list[RegencyLine]:
    """One line for each kab/kota of the people, by code."""
    groups: dict[str, list[FunnelRow]] = {}
    for row in rows:
        groups.setdefault(row.participant.region_id, []).append(row)
    return [
        RegencyLine(code, group[0].participant.region.name, cells_of(group))
        for code, group in sorted(groups.items())
    ]


def _line(step: str, label: str, rows: list[FunnelRow]) -> FunnelLine:
    modes = Counter(row.participant.mode for row in rows if row.reached(step))
    return FunnelLine(step, label, modes[Mode.ONSITE], modes[Mode.ONLINE], modes.total())
