"""The table inside a file: its sheet, its headings, and its rows one after another."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from halalportal.lib.headings import HEADER_DEPTH, Layout, NoHeaderError, Vocabulary, find_layout
from halalportal.lib.merged_cells import filled_down
from halalportal.lib.spreadsheets import OpenSheet, Row, Sheet, SpreadsheetError, open_sheets
from halalportal.lib.texts import cell_text, fold

_TOTALS = frozenset(["jumlah", "total", "jumlah total", "grand total", "jumlah keseluruhan"])


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` gives (Excel's row number, cells) once; `height` is at least their number."""

    sheet: str
    layout: Layout
    height: int
    rows: Iterator[tuple[int, Row]]


def open_table(content: bytes, vocabulary: Vocabulary) -> Table:
    """The first sheet that has a header row.

    Raises:
        SpreadsheetError: when the file can't be read, also while its rows are read.
        NoHeaderError: when no row names the columns.
    """
    refusal: Exception = SpreadsheetError("Berkas kosong. Pilih berkas yang berisi daftar usaha.")
    for sheet in open_sheets(content):
        try:
            if table := _table_of(sheet, vocabulary):
                return table
        except NoHeaderError as error:
            refusal = error
    raise refusal


def _table_of(sheet: OpenSheet, vocabulary: Vocabulary) -> Table | None:
    """None for a sheet without anything in it."""
    top = list(islice(sheet.rows, HEADER_DEPTH))
    if not top:
        return None
    layout = find_layout(Sheet(sheet.name, top), vocabulary)
    filled: Iterable[tuple[int, Row]] = chain(top, sheet.rows)
    if sheet.merges:
        filled = filled_down(filled, sheet.merges, below=layout.last_row)
    rows = ((number, row) for number, row in filled if _is_data(number, row, layout))
    return Table(sheet.name, layout, sheet.height, rows)


def _is_data(number: int, row: Row, layout: Layout) -> bool:
    """Not the header or above it, no line of column numbers (1, 2, 3 …), no line of totals."""
    if number <= layout.last_row:
        return False
    first, second = _first_two(row)
    return not (_is_total(first) or _is_total(second) or _are_numbers_of_columns(first, row))


def _first_two(row: Row) -> tuple[object, object]:
    """What the first two cells with anything in them say, None for want of one."""
    found: list[object] = []
    for cell in row:
        if cell is None or cell == "" or (isinstance(cell, str) and cell.isspace()):
            continue
        found.append(cell)
        if len(found) == 2:
            return found[0], cell
    return (found[0], None) if found else (None, None)


def _is_total(cell: object) -> bool:
    """The first look spares nearly every cell the folding."""
    if not isinstance(cell, str):
        return False
    small = cell.lower()
    return ("total" in small or "jumlah" in small) and fold(small) in _TOTALS


def _are_numbers_of_columns(first: object, row: Row) -> bool:
    """Whether the cells read (1), (2), (3) …; the first one answers for nearly every row."""
    if _number(first) != "1":
        return False
    numbers = [number for cell in row if (number := _number(cell))]
    return len(numbers) >= 3 and numbers == [str(n) for n in range(1, len(numbers) + 1)]


def _number(cell: object) -> str:
    return "" if cell is None else cell_text(cell).strip("() ")
