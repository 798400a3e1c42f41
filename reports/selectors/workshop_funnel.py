"""From a workshop to the certificate: how far the businesses came that took part.

A description of what happened afterwards, no proof that the workshop was the cause.
"""

from collections import Counter
from dataclasses import dataclass

from accounts.models import User
from reports.selectors.workshop_funnel_rows import (
    ABSENT,
    STEPS,
    FunnelRow,
    funnel_rows,
    sessions_attended,
)
from workshops.enums import Mode
from workshops.models import Event


@dataclass(frozen=True, slots=True)
class Cell:
    """A count with the step it belongs to, so that the page can link its list."""

    step: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class FunnelLine:
    """One step: businesses registered on site, online, and both."""

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


@dataclass(frozen=True, slots=True)
class Funnel:
    """Everything the page shows; all counts are counts of `rows`."""

    rows: list[FunnelRow]
    lines: list[FunnelLine]
    regencies: list[RegencyLine]
    absent: int
    absent_with_application: int
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
    everybody = event.participants.visible_to(user).came_or_registered()
    came = sessions_attended(event)
    rows, hidden = funnel_rows(event, user, everybody.select_related("business", "region"), came)
    office = list(everybody.filter(business=None).values_list("pk", flat=True))
    return Funnel(
        rows=rows,
        lines=[_line(step, label, rows) for step, label in STEPS.items()],
        regencies=_regency_lines(rows),
        absent=sum(row.reached(ABSENT) for row in rows),
        absent_with_application=sum(row.reached(ABSENT) and bool(row.application) for row in rows),
        sent_before=sum(row.was_sent_before for row in rows),
        session_count=event.sessions.count(),
        office_people=len(office),
        office_people_present=sum(pk in came for pk in office),
        hidden=hidden,
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


def _line(step: str, label: str, rows: list[FunnelRow]) -> FunnelLine:
    modes = Counter(row.participant.mode for row in rows if row.reached(step))
    return FunnelLine(step, label, modes[Mode.ONSITE], modes[Mode.ONLINE], modes.total())


def _regency_lines(rows: list[FunnelRow]) -> list[RegencyLine]:
    names = {row.participant.region_id: row.participant.region.name for row in rows}
    counts = Counter(
        (row.participant.region_id, step) for row in rows for step in STEPS if row.reached(step)
    )
    return [
        RegencyLine(
            code,
            names[code],
            [Cell(step, label, counts[(code, step)]) for step, label in STEPS.items()],
        )
        for code in sorted(names)
    ]
