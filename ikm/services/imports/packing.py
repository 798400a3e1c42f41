"""A table as blocks of bytes, to cross from the process that opens a file to the first one."""

import pickle
from collections.abc import Iterator
from itertools import chain, islice

from halalportal.lib.spreadsheets import Row
from halalportal.lib.tables import Table, open_table
from ikm.services.imports.columns import BUSINESSES
from ikm.services.imports.second_process import Blocks

_BLOCK = 500  # rows


def packed(content: bytes) -> Blocks:
    """The first sheet that has a header row: what it is, and then its rows.

    Raises:
        SpreadsheetError: when the file can't be read.
        NoHeaderError: when no row names the columns.
    """
    table = open_table(content, BUSINESSES)
    yield pickle.dumps((table.sheet, table.layout, table.height))
    rows = iter(table.rows)
    while block := list(islice(rows, _BLOCK)):
        yield pickle.dumps(block)


def unpacked(blocks: Blocks) -> Table:
    """The table of what `packed` made; every block is taken over before the first row is read."""
    sheet, layout, height = pickle.loads(next(blocks))  # noqa: S301 - of our own making
    kept = list(blocks)
    rows: Iterator[tuple[int, Row]] = chain.from_iterable(pickle.loads(block) for block in kept)  # noqa: S301
    return Table(sheet, layout, height, rows)
