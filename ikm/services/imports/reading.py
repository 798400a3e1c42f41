"""The table inside a file: its sheet, its headings, and its rows."""

import pickle
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from halalportal.lib.merged_cells import filled_down
from halalportal.lib.spreadsheets import OpenSheet, Row, Sheet, SpreadsheetError, open_sheets
from halalportal.lib.texts import cell_text, fold
from ikm.services.imports.columns import HEADER_DEPTH, Layout, NoHeaderError, find_layout
from ikm.services.imports.second_process import Blocks

_BLOCK = 500  # rows

_TOTALS = frozenset(["jumlah", "total", "jumlah total", "grand total", "jumlah keseluruhan"])


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its rows packed in blocks; `height` is at least the number of rows."""

    sheet: str
    layout: Layout
    height: int
    blocks: list[bytes]

    @property
    def rows(self) -> Iterator[tuple[int, Row]]:
        """Excel's row number and the cells of each row."""
        for block in self.blocks:
            yield from pickle.loads(block)  # noqa: S301 - of our own making


def unpacked(blocks: Blocks) -> Table:
    """The table of what `packed` made."""
    sheet, layout, height = pickle.loads(next(blocks))  # noqa: S301 - of our own making
    return Table(sheet, layout, height, list(blocks))


def packed(content: bytes) -> Blocks:
    """The first sheet that has a header row: what it is, and then its rows.

    Raises:
        SpreadsheetError: when the file can't be read.
        NoHeaderError: when no row names the columns.
    """
    sheet, layout, rows = _found_table(content)
    yield pickle.dumps((sheet.name, layout, sheet.height))
    while block := list(islice(rows, _BLOCK)):
        yield pickle.dumps(block)


_Found = tuple[OpenSheet, Layout, Iterator[tuple[int, Row]]]


def _found_table(content: bytes) -> _Found:
    refusal: Exception = SpreadsheetError("Berkas kosong. Pilih berkas yang berisi daftar usaha.")
    for sheet in open_sheets(content):
        try:
            if table := _table_of(sheet):
                return table
        except NoHeaderError as error:
            refusal = error
    raise refusal


def _table_of(sheet: OpenSheet) -> _Found | None:
    """None for a sheet without anything in it."""
    top = list(islice(sheet.rows, HEADER_DEPTH))
    if not top:
        return None
    layout = find_layout(Sheet(sheet.name, top))
    filled: Iterable[tuple[int, Row]] = chain(top, sheet.rows)
    if sheet.merges:
        filled = filled_down(filled, sheet.merges, below=layout.last_row)
    rows = ((number, row) for number, row in filled if _is_data(number, row, layout))
    return sheet, layout, rows


def _is_data(number: int, row: Row, layout: Layout) -> bool:
    """Not the header or above it, no line of column numbers (1, 2, 3 …), no line of totals."""
    if number <= layout.last_row:
        return False
    filled = (text for cell in row if cell not in (None, "") and (text := cell_text(cell)))
    first = list(islice(filled, 2))
    if any(_is_total(text) for text in first):
        return False
    numbers = [text.strip("() ") for text in first]
    if numbers != ["1", "2"]:
        return True
    numbers += [text.strip("() ") for text in filled]
    return len(numbers) < 3 or numbers != [str(n) for n in range(1, len(numbers) + 1)]


def _is_total(text: str) -> bool:
    """The first look spares nearly every cell the folding."""
    small = text.lower()
    return ("total" in small or "jumlah" in small) and fold(small) in _TOTALS
