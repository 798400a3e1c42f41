"""Microsoft Teams' attendance report.

Seen in public code that reads such files: UTF-16 with tabs, parts `1. Summary`, `2. Participants`
(`Name, First Join, Last Leave, In-Meeting Duration, Email, Participant ID (UPN), Role`) and `3.
In-Meeting Activities` (`Name, Join Time, Leave Time, Duration, Email, Role`, one row for each time
somebody joined); times like `7/20/23, 4:30:36 PM` in the downloader's own order of day and month,
durations like `1h 13m 42s`. The list downloaded during a meeting (2020–21) has `Full Name, User
Action, Timestamp` with `Joined`, `Joined before` and `Left`. In between (2021) there were
`Full Name, Join Time, Leave Time, Duration, Email, Role, Participant ID (UPN)`.
"""

from workshops.meetings.document import Block
from workshops.meetings.durations import minutes_in
from workshops.meetings.headings import ACTION, AT, EMAIL, JOINED, LEFT, LENGTH, NAME, PLACE
from workshops.meetings.lines import Line

_JOINED = ("join", "gabung", "bergabung", "masuk")
_LEFT = ("left", "leave", "keluar", "meninggalkan", "pergi")


def read(blocks: list[Block]) -> list[Line] | None:
    """The lines, None if it is no report of Teams. Single stays are preferred to sums."""
    for block in blocks:
        if ACTION in block.columns:
            return _from_actions(block)
    parts = [block for block in blocks if block.title or PLACE in block.columns]
    if not parts:
        return None
    best = next((block for block in parts if _is_of_stays(block)), parts[0])
    is_sum = not _is_of_stays(best)
    return [_line(best.cells(row), is_sum=is_sum) for row in best.rows]


def _is_of_stays(block: Block) -> bool:
    """The third part; in the year without parts the only block."""
    return {JOINED, LEFT} <= block.columns.keys() and (
        block.title.startswith("3.") or not block.title
    )


def _line(cells: dict[str, str], *, is_sum: bool) -> Line:
    minutes = minutes_in(cells.get(LENGTH, "")) if is_sum else None
    joined, left = cells.get(JOINED, ""), cells.get(LEFT, "")
    return Line(cells[NAME], cells.get(EMAIL, ""), joined, left, minutes)


def _from_actions(block: Block) -> list[Line]:
    """Pairs joining with leaving; who has not left stays until the last moment of the list."""
    lines: list[Line] = []
    since: dict[str, str] = {}
    last = ""
    for cells in map(block.cells, block.rows):
        name, action, last = cells[NAME], cells[ACTION].lower(), cells[AT] or last
        if action.startswith(_JOINED):
            since.setdefault(name, cells[AT])
        elif action.startswith(_LEFT) and name in since:
            lines.append(Line(name, "", since.pop(name), cells[AT]))
    return [*lines, *(Line(name, "", joined, last) for name, joined in since.items())]
