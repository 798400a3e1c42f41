"""Zoom's participant report (Reports → Usage → Participants).

Seen in public code that reads such files (2021–2026): first, when "Export with meeting data" is
ticked, one line about the meeting under `Topic,ID,Host,Duration (minutes),Start time,End
time,Participants` (before 2024 `Meeting ID,Topic,Start Time,End Time,User Email,Duration
(Minutes),Participants`) and an empty line; then `Name (original name),Email,Join time,Leave
time,Duration (minutes),Guest,Recording disclaimer response,In waiting room`, one row for each time
somebody joined; with "Show unique users" `Name (original name),Email,Total duration
(minutes),Guest` instead. Times are those of the account's zone, `06/16/2026 03:10:26 PM`. The
Indonesian help page (support.zoom.com KB0082652) names the same report.
"""

from workshops.meetings.document import Block
from workshops.meetings.durations import minutes_in
from workshops.meetings.headings import (
    EMAIL,
    FIRST,
    JOINED,
    LEFT,
    LENGTH,
    MINUTES,
    NAME,
    TOTAL,
    WAITING,
)
from workshops.meetings.lines import Line

_NO = frozenset(["", "no", "tidak"])


def read(blocks: list[Block]) -> list[Line] | None:
    """The lines, None if it is no report of Zoom."""
    for block in blocks:
        if block.columns.keys().isdisjoint([FIRST, LENGTH]):
            return [line for row in block.rows if (line := _line(block.cells(row)))]
    return None


def _line(cells: dict[str, str]) -> Line | None:
    """None for somebody who was in the waiting room."""
    if cells.get(WAITING, "").lower() not in _NO:
        return None
    if cells.get(JOINED):
        return Line(cells[NAME], cells.get(EMAIL, ""), cells[JOINED], cells[LEFT])
    minutes = minutes_in(cells.get(TOTAL) or cells.get(MINUTES, ""))
    return Line(cells[NAME], cells.get(EMAIL, ""), minutes=minutes)
