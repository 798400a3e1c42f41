"""How long after an event its businesses began, sent, and got their certificate."""

import datetime
import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from reports.selectors.workshop_funnel_rows import FunnelRow, Way


@dataclass(frozen=True, slots=True)
class TimeLine:
    """Calendar days from the event to a step, of the `count` who took it since the event.

    `before` took it earlier, so that no time passed from the event; of `undated` the day is not
    known. Without anybody the days are None.
    """

    label: str
    count: int
    median: float | None
    shortest: int | None
    longest: int | None
    before: int
    undated: int


_STEPS: tuple[tuple[str, str, Callable[[Way], datetime.date | None]], ...] = (
    ("pengajuan", "Mulai pengajuan", lambda way: way.began_on),
    ("dikirim", "Pengajuan dikirim", lambda way: way.sent_on),
    ("terbit", "Sertifikat terbit", lambda way: way.issued_on),
)


def time_lines(rows: Iterable[FunnelRow]) -> list[TimeLine]:
    """From the event's day to each step, of those only who came and got there."""
    rows = list(rows)
    return [_line(step, label, day_of, rows) for step, label, day_of in _STEPS]


def _line(
    step: str,
    label: str,
    day_of: Callable[[Way], datetime.date | None],
    rows: list[FunnelRow],
) -> TimeLine:
    there = [(row.event_on, day_of(row.way)) for row in rows if row.way and row.reached(step)]
    spans = [(day - event_on).days for event_on, day in there if day]
    days = [span for span in spans if span >= 0]
    return TimeLine(
        label=label,
        count=len(days),
        median=statistics.median(days) if days else None,
        shortest=min(days, default=None),
        longest=max(days, default=None),
        before=len(spans) - len(days),
        undated=len(there) - len(spans),
    )
