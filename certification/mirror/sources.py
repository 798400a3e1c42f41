"""The sources that exist: a pasted table, a file of an LP3H, one line that somebody typed."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from certification.mirror.columns import TABLE, guessed_columns
from certification.mirror.lines import LABELS, MirrorLine, SourceError
from halalportal.lib.headings import HEADER_DEPTH, NoHeaderError, find_layout
from halalportal.lib.spreadsheets import Row, Sheet, SpreadsheetError
from halalportal.lib.tables import open_table
from halalportal.lib.texts import cell_text

MOST_LINES = 20_000
LONGEST_CELL = 200
_TOO_MANY = "Tabel berisi lebih dari 20.000 baris. Bagi menjadi beberapa bagian."
_NO_STATUS = (
    "Kolom Status tidak ditemukan. Salin tabelnya lengkap dengan kolom No. Daftar, Nama PU, "
    "dan Status."
)


@dataclass(frozen=True, slots=True)
class PasteSource:
    """A table as a browser or Excel puts it on the clipboard: tabs between cells, lines below.

    Headings are welcome but not needed.
    """

    text: str

    def rows(self) -> Iterable[MirrorLine]:
        rows = [(n, row) for n, row in enumerate(self._cells(), start=1) if any(row)]
        if not rows:
            raise SourceError("Tabel masih kosong. Salin tabel dari SiHalal, lalu tempel di sini.")
        columns, last_row = _columns_of(rows)
        yield from _lines((r for r in rows if r[0] > last_row), columns)

    def _cells(self) -> Iterator[list[str]]:
        text = self.text.replace("\x00", "")
        mark = max("\t;|", key=lambda mark: text.count(mark, 0, 20_000))
        # Excel quotes what holds a line break; a lone inch mark is no quote.
        quote = None if text.count('"') % 2 else '"'
        try:
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark, quotechar=quote):
                yield [cell_text(cell)[:LONGEST_CELL] for cell in row]
        except csv.Error as error:
            raise SourceError("Isi tabel tidak beraturan. Salin ulang dari SiHalal.") from error


def _columns_of(rows: Sequence[tuple[int, Row]]) -> tuple[dict[str, int], int]:
    """Field → position, and the last row of the headings (0 without any)."""
    top = rows[:HEADER_DEPTH]
    try:
        layout = find_layout(Sheet("", list(top)), TABLE)
    except NoHeaderError as error:
        guessed = guessed_columns([[str(cell) for cell in row] for _, row in top])
        if not guessed:
            raise SourceError(
                "Nomor daftar SiHalal tidak ditemukan. Salin tabelnya bersama baris judul: "
                "No. Daftar, Nama PU, Status."
            ) from error
        return guessed, 0
    return layout.columns, layout.last_row


@dataclass(frozen=True, slots=True)
class WorkbookSource:
    """An Excel or CSV file, as LP3H send their reports."""

    content: bytes

    def rows(self) -> Iterable[MirrorLine]:
        try:
            table = open_table(self.content, TABLE)
            yield from _lines(table.rows, table.layout.columns)
        except (SpreadsheetError, NoHeaderError) as error:
            raise SourceError(str(error)) from error


@dataclass(frozen=True, slots=True)
class TypedSource:
    """One case that somebody looked up in SiHalal."""

    cells: Mapping[str, str]

    def rows(self) -> Iterable[MirrorLine]:
        return [MirrorLine(1, {name: text for name, text in self.cells.items() if text})]


def _lines(rows: Iterable[tuple[int, Row]], columns: Mapping[str, int]) -> Iterator[MirrorLine]:
    if "status" not in columns and "code" not in columns:
        raise SourceError(_NO_STATUS)
    found = 0
    for place, row in rows:
        cells = {name: _text(row, columns[name]) for name in LABELS if name in columns}
        line = MirrorLine(place, {name: text for name, text in cells.items() if text})
        if not (line.number or line.name):
            continue
        found += 1
        if found > MOST_LINES:
            raise SourceError(_TOO_MANY)
        yield line
    if not found:
        raise SourceError("Tidak ada baris berisi nomor daftar atau nama. Periksa tabelnya.")


def _text(row: Row, place: int) -> str:
    cell = row[place] if place < len(row) else None
    return "" if cell is None else cell_text(cell)[:LONGEST_CELL]
