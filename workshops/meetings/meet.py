"""Google Meet's attendance report, which the organiser gets by mail as a sheet or CSV.

Seen in public code that reads such files: `First name,Last name,Email,Duration,Time joined,Time
exited` or `Name,Email,Duration,Time joined,Time exited`; one row a person, from the first joining
to the last leaving, with a duration like `1 hr 5 min`, `58 min`, `42m` or `1:02:00` that is
shorter than that when the person was away in between. Times are often hours alone (`10:00 AM`,
`18:02`), without a date. Before them may stand a line about the meeting (`Meeting title,Date,Start
time,End time`).
"""

from workshops.meetings.document import Block
from workshops.meetings.durations import minutes_in
from workshops.meetings.headings import EMAIL, FIRST, JOINED, LAST, LEFT, LENGTH, NAME
from workshops.meetings.lines import Line


def read(blocks: list[Block]) -> list[Line] | None:
    """The lines, None if it is no report of Meet."""
    for block in blocks:
        if LENGTH in block.columns:
            return [_line(block.cells(row)) for row in block.rows]
    return None


def _line(cells: dict[str, str]) -> Line:
    name = cells.get(NAME) or f"{cells.get(FIRST, '')} {cells.get(LAST, '')}".strip()
    return Line(
        name,
        cells.get(EMAIL, ""),
        cells.get(JOINED, ""),
        cells.get(LEFT, ""),
        minutes_in(cells[LENGTH]),
    )
