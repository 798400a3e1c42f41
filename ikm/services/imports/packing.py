"""A table as blocks of bytes, to cross from one process to another."""

import pickle
from dataclasses import dataclass
from itertools import islice

from halalportal.lib.headings import Layout
from halalportal.lib.spreadsheets import Row
from halalportal.lib.tables import open_table
from ikm.services.imports.columns import BUSINESSES
from ikm.services.imports.second_process import Blocks

BLOCK_ROWS = 500


@dataclass(frozen=True, slots=True)
class PackedTable:
    """As `Table`, its rows in blocks that `rows_of` opens; all but the last are equally long."""

    sheet: str
    layout: Layout
    height: int
    blocks: list[bytes]


def packed(content: bytes) -> Blocks:
    """The first sheet that has a header row: what it is, and then its rows.

    Raises:
        SpreadsheetError: when the file can't be read.
        NoHeaderError: when no row names the columns.
    """
    table = open_table(content, BUSINESSES)
    yield pickle.dumps((table.sheet, table.layout, table.height))
    rows = iter(table.rows)
    while block := list(islice(rows, BLOCK_ROWS)):
        yield pickle.dumps(block)


def unpacked(blocks: Blocks) -> PackedTable:
    """The table of what `packed` made; every block is taken over before the first row is read."""
    sheet, layout, height = pickle.loads(next(blocks))  # noqa: S301 - of our own making
    return PackedTable(sheet, layout, height, list(blocks))


def rows_of(block: bytes) -> list[tuple[int, Row]]:
    """(Excel's row number, cells) of each row of a block."""
    rows: list[tuple[int, Row]] = pickle.loads(block)  # noqa: S301 - of our own making
    return rows
