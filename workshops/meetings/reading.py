"""From a file to guests with their stays."""

import datetime
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from workshops.enums import MeetingTool
from workshops.meetings import meet, teams, zoom
from workshops.meetings.document import Block, Row, blocks_of, rows_of
from workshops.meetings.durations import minutes_in
from workshops.meetings.errors import NothingReadError, TooMuchError, UnknownLayoutError
from workshops.meetings.lines import Line
from workshops.meetings.moments import Order, day_of, is_dated, moment_in, order_of, zone_of
from workshops.meetings.stays import Span

MAX_GUESTS = 3_000
# For telling an hour from a heading.
_ANY_DAY = datetime.date(2000, 1, 1)
# The tool's own rounding; a longer gap means that the person was away.
_ROUNDING = datetime.timedelta(minutes=2)
# In this order: what Teams writes could also be taken for Meet's, and that for Zoom's.
_READERS = (
    (MeetingTool.TEAMS, teams.read),
    (MeetingTool.MEET, meet.read),
    (MeetingTool.ZOOM, zoom.read),
)


@dataclass(frozen=True, slots=True)
class Guest:
    """A name with all its stays. `minutes` is a total that doesn't say when, else None."""

    name: str
    email: str
    stays: list[Span]
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says. `day` is that of totals; `unread` counts rows without a usable time."""

    tool: MeetingTool
    guests: list[Guest]
    day: datetime.date | None
    unread: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is known without the file: the event's days, the clock, and what a person chose."""

    days: Collection[datetime.date]
    zone: datetime.tzinfo
    day: datetime.date | None = None
    order: Order | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Positions that a person chose."""

    name: int
    email: int | None = None
    joined: int | None = None
    left: int | None = None
    minutes: int | None = None


# The rows of one guest: when, and the total where that says less.
_Rows = list[tuple[Span | None, int | None]]


def read(content: bytes, setting: Setting) -> Reading:
    """Reads a report of Zoom, Meet or Teams.

    Raises `MeetingFileError`; a `ByHandError` when a person can say how to read it.
    """
    blocks = blocks_of(rows_of(content))
    for tool, reader in _READERS:
        lines = reader(blocks)
        if lines is not None:
            return _reading(tool, lines, setting, _zone_of(blocks, setting))
    raise UnknownLayoutError


def read_by_hand(content: bytes, columns: Columns, setting: Setting) -> Reading:
    """Reads any table by the columns that a person chose. Raises `MeetingFileError`."""
    lines = [_chosen(row, columns) for row in rows_of(content)]
    timed = [line for line in lines if _says_time(line)]
    return _reading(MeetingTool.OTHER, timed, setting, setting.zone)


def _chosen(row: Row, columns: Columns) -> Line:
    def cell(place: int | None) -> str:
        return row[place] if place is not None and place < len(row) else ""

    minutes = minutes_in(cell(columns.minutes))
    return Line(
        cell(columns.name), cell(columns.email), cell(columns.joined), cell(columns.left), minutes
    )


def _says_time(line: Line) -> bool:
    """Not the headings, nor anything above them."""
    return line.minutes is not None or any(
        moment_in(line.joined, order=order, day=_ANY_DAY, zone=datetime.UTC) for order in Order
    )


def _zone_of(blocks: list[Block], setting: Setting) -> datetime.tzinfo:
    named = (zone_of(block.zone) for block in blocks if block.zone)
    return next((zone for zone in named if zone), setting.zone)


def _reading(
    tool: MeetingTool, lines: list[Line], setting: Setting, zone: datetime.tzinfo
) -> Reading:
    named = [line for line in lines if line.name]
    if not named:
        raise NothingReadError
    times = [text for line in named for text in (line.joined, line.left) if text]
    order = setting.order or order_of(times, setting.days, zone=zone, place=setting.zone)
    has_totals = any(not line.joined for line in named)
    day = setting.day or day_of([*times, ""] if has_totals else times, setting.days)
    gathered: dict[tuple[str, str], _Rows] = defaultdict(list)
    unread = 0
    for line in named:
        stay = _stay_of(line, order=order, day=day, zone=zone)
        minutes = _total_of(line, stay)
        if stay is None and minutes is None:
            unread += 1
        else:
            gathered[line.name[:200], _address(line.email)].append((stay, minutes))
    return Reading(tool, _guests(gathered), day, unread)


def _guests(gathered: dict[tuple[str, str], _Rows]) -> list[Guest]:
    if not gathered:
        raise NothingReadError
    if len(gathered) > MAX_GUESTS:
        raise TooMuchError("Berkas berisi lebih dari 3.000 nama. Kirim laporan satu rapat saja.")
    return [_guest(name, email, rows) for (name, email), rows in gathered.items()]


def _guest(name: str, email: str, rows: _Rows) -> Guest:
    """One total among the rows makes a total of all."""
    stays = [stay for stay, _ in rows if stay]
    if all(minutes is None for _, minutes in rows):
        return Guest(name, email, stays, None)
    total = sum(_minutes(stay) if minutes is None else minutes for stay, minutes in rows)
    return Guest(name, email, stays, total)


def _minutes(stay: Span | None) -> int:
    return int((stay[1] - stay[0]).total_seconds() // 60) if stay else 0


def _stay_of(
    line: Line, *, order: Order, day: datetime.date | None, zone: datetime.tzinfo
) -> Span | None:
    """None without both times, or when somebody left before joining.

    An hour past midnight without a date belongs to the next day.
    """
    start, end = (
        moment_in(text, order=order, day=day, zone=zone) for text in (line.joined, line.left)
    )
    if start and not line.left and line.minutes is not None:
        end = start + datetime.timedelta(minutes=line.minutes)
    if start is None or end is None:
        return None
    if end < start and not is_dated(line.left):
        end += datetime.timedelta(days=1)
    return (start, end) if start <= end else None


def _total_of(line: Line, stay: Span | None) -> int | None:
    """The minutes where they say more than the stay does: there is none, or it was interrupted."""
    if line.minutes is None or stay is None:
        return line.minutes
    is_shorter = datetime.timedelta(minutes=line.minutes) < stay[1] - stay[0] - _ROUNDING
    return line.minutes if is_shorter else None


def _address(text: str) -> str:
    text = text.strip().lower()
    return text[:254] if "@" in text else ""
