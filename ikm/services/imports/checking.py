"""Checking a file: every row with what would become of it, before any business is written."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from django.db import connection, transaction
from django.db.models import Count

from halalportal.lib.headings import NoHeaderError
from halalportal.lib.spreadsheets import SpreadsheetError
from ikm.enums import ImportStatus
from ikm.models import ImportBatch
from ikm.selectors.villages import VillageFinder
from ikm.services.imports.cleaning import clean_row
from ikm.services.imports.columns import chosen_by_hand
from ikm.services.imports.matching import match
from ikm.services.imports.packing import BLOCK_ROWS, PackedTable, packed, rows_of, unpacked
from ikm.services.imports.sealing import load_file
from ikm.services.imports.second_process import Blocks, in_second_process
from ikm.services.imports.staging import copy_rows, lines_of, remembered_columns

Report = Callable[[int, int], None]
_REPORT_EVERY = 4  # blocks
_LONG = 400_000  # bytes, some 5,000 rows: worth the start of a second process
_LOCK = 0x1AA  # names the advisory locks of checks, one a batch


def silent(done: int, total: int) -> None:
    """A report that nobody reads."""


def check(*, batch: ImportBatch, report: Report = silent) -> ImportBatch:
    """Checks the batch's file and stores every row; a file that can't be read rejects the batch.

    Safe to run twice, also at once: only a batch that is being checked is touched. `report` needs
    a database connection of its own; whatever it raises leaves no row.
    """
    if batch.status != ImportStatus.CHECKING:
        return batch
    try:
        return store(batch=batch, content=load_file(batch), report=report)
    except (SpreadsheetError, NoHeaderError) as error:
        return _reject(batch, str(error))


@transaction.atomic
def store(*, batch: ImportBatch, content: bytes, report: Report = silent) -> ImportBatch:
    """Reads, cleans and matches the rows of `content`, which then wait for a person's approval.

    Raises:
        SpreadsheetError, NoHeaderError: when the file can't be read; nothing is stored then.
    """
    _wait_for_other_checks(batch)
    batch.refresh_from_db()
    if batch.status != ImportStatus.CHECKING:
        return batch
    batch.rows.all().delete()
    is_long = len(content) > _LONG
    # An opened sheet takes 130 MB, which end with the other process before the rows are cleaned.
    with in_second_process(lambda: packed(content), is_long=is_long) as blocks:
        finder = VillageFinder(batch.region_id or "")
        table = unpacked(blocks)
    columns = _columns_of(batch, table)
    clean = partial(_cleaned, batch.pk, table.layout.headings, columns, finder)
    # Every second block is cleaned by another process meanwhile.
    with (
        _no_collector(),
        in_second_process(lambda: map(clean, table.blocks[1::2]), is_long=is_long) as others,
    ):
        copy_rows(_in_order(table, clean, others, report))
    match(batch)
    return _keep(batch, table, columns)


def _wait_for_other_checks(batch: ImportBatch) -> None:
    """A worker that took the job over waits until the first one is done, or gone."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = 0")
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, batch.pk])


def _columns_of(batch: ImportBatch, table: PackedTable) -> dict[str, int]:
    """Field → position: as a person chose, now or for such a file before, or as suggested."""
    headings = table.layout.headings
    chosen = batch.columns or remembered_columns(batch, headings)
    return chosen_by_hand(headings, chosen) if chosen else table.layout.columns


def _cleaned(
    batch_id: int,
    headings: list[str],
    columns: dict[str, int],
    finder: VillageFinder,
    block: bytes,
    *,
    is_first: bool = False,
) -> bytes:
    """The rows of a block, ready for the database."""
    return lines_of(
        batch_id,
        (
            # The page shows the cells of the first row as an example.
            clean_row(number, row, headings, columns, finder, keep_raw=is_first and place == 0)
            for place, (number, row) in enumerate(rows_of(block))
        ),
    )


def _in_order(
    table: PackedTable, clean: Callable[..., bytes], others: Blocks, report: Report
) -> Blocks:
    for place, block in enumerate(table.blocks):
        if place % _REPORT_EVERY == 0:
            report(place * BLOCK_ROWS, table.height)
        yield next(others) if place % 2 else clean(block, is_first=place == 0)
    report(table.height, table.height)


@contextmanager
def _no_collector() -> Iterator[None]:
    """Cleaning makes no cycles, and looking for some among so many objects takes half a second."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _keep(batch: ImportBatch, table: PackedTable, columns: dict[str, int]) -> ImportBatch:
    """Writes what was found, unless somebody cancelled the import meanwhile."""
    locked = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if locked.status != ImportStatus.CHECKING:
        locked.rows.all().delete()
        return locked
    headings = table.layout.headings
    locked.sheet, locked.headings = table.sheet[:120], headings
    locked.columns = {field: headings[place] for field, place in columns.items()}
    locked.counts, locked.status, locked.message = counts_of(locked), ImportStatus.CHECKED, ""
    locked.save(update_fields=["sheet", "headings", "columns", "counts", "status", "message"])
    return locked


def counts_of(batch: ImportBatch) -> dict[str, int]:
    """Outcome → number of rows."""
    return dict(batch.rows.order_by().values_list("outcome").annotate(Count("pk")))


def _reject(batch: ImportBatch, message: str) -> ImportBatch:
    batch.status, batch.message = ImportStatus.REJECTED, message
    batch.save(update_fields=["status", "message"])
    return batch
