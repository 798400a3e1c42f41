"""A report as plain rows of text, and the blocks in it that have a heading."""

import re
from dataclasses import dataclass, field
from string import ascii_uppercase

from halalportal.lib.spreadsheets import MAX_BYTES, SpreadsheetError, read_sheets
from halalportal.lib.texts import cell_text
from workshops.meetings.errors import TooMuchError, UnreadableError
from workshops.meetings.headings import columns_of

MAX_LINES = 50_000
# Nobody's report has more columns; a hostile one may.
MAX_COLUMNS = 60
# "2. Participants": Teams writes a number and a title above each part.
_TITLE = re.compile(r"\d\. \w")

Row = list[str]


@dataclass(frozen=True, slots=True)
class Block:
    """Rows below one heading row; `columns` gives field → position (see `headings`)."""

    title: str
    columns: dict[str, int]
    zone: str
    rows: list[Row] = field(default_factory=list)

    def cells(self, row: Row) -> dict[str, str]:
        """Field → text of one row, "" where the row is too short."""
        return {
            name: row[place] if place < len(row) else "" for name, place in self.columns.items()
        }


def rows_of(content: bytes) -> list[Row]:
    """The rows of all sheets as text; csv with any separator, UTF-8, UTF-16 or cp1252.

    Raises `UnreadableError` or `TooMuchError`.
    """
    if not content.strip(b"\x00 \r\n\t\xff\xfe\xef\xbb\xbf"):
        raise UnreadableError("Berkas kosong. Unduh lagi daftar peserta dari aplikasi rapat.")
    if len(content) > MAX_BYTES:
        raise TooMuchError("Berkas lebih dari 10 MB. Kirim laporan satu rapat saja.")
    try:
        rows = [_texts(row) for sheet in read_sheets(content) for _, row in sheet.rows]
    except SpreadsheetError as error:
        raise UnreadableError(str(error)) from error
    if len(rows) > MAX_LINES:
        raise TooMuchError("Berkas berisi lebih dari 50.000 baris. Kirim laporan satu rapat saja.")
    return rows


def _texts(row: object) -> Row:
    cells = list(row)[:MAX_COLUMNS]  # type: ignore[call-overload]
    return ["" if cell is None else cell_text(cell) for cell in cells]


def blocks_of(rows: list[Row]) -> list[Block]:
    """The blocks in the order of the file; a numbered title ends the block before it."""
    blocks: list[Block] = []
    title, is_open = "", False
    for row in rows:
        if found := columns_of(row):
            blocks.append(Block(title, found.columns, found.zone))
            is_open = True
        elif heading := _title_of(row):
            title, is_open = heading, False
        elif is_open:
            blocks[-1].rows.append(row)
    return blocks


def _title_of(row: Row) -> str:
    filled = [text for text in row if text]
    return filled[0] if len(filled) == 1 and _TITLE.match(filled[0]) else ""


def labels_of(rows: list[Row]) -> list[str]:
    """What to call the columns when a person has to point at them: `Kolom B: Naam`.

    The text is that of the fullest row near the top, most likely the headings.
    """
    top = rows[:30]
    width = max((len(row) for row in top), default=0)
    heading: Row = max(top, key=lambda row: sum(map(bool, row)), default=[])
    texts = [*heading, *[""] * (width - len(heading))]
    return [f"Kolom {_letter(place)}: {text[:40] or '–'}" for place, text in enumerate(texts)]


def _letter(place: int) -> str:
    """0 → A, 25 → Z, 26 → AA, as Excel names columns."""
    letters = ascii_uppercase[place % 26]
    return letters if place < 26 else _letter(place // 26 - 1) + letters
