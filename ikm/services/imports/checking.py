"""Checking a file: every row with what would become of it, before anything is written."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import transaction

from halalportal.lib.spreadsheets import Row, Sheet, SpreadsheetError, read_sheets
from halalportal.lib.texts import cell_text, fold
from ikm.enums import ImportStatus
from ikm.models import ImportBatch, ImportRow
from ikm.selectors.villages import VillageFinder
from ikm.services.imports.cleaning import clean_row
from ikm.services.imports.columns import Layout, NoHeaderError, chosen_by_hand, find_layout
from ikm.services.imports.drafts import RowDraft
from ikm.services.imports.matching import match_rows
from ikm.services.imports.sealing import load_file, row_of

Report = Callable[[int, int], None]
_REPORT_EVERY = 500
_TOTALS = frozenset(["jumlah", "total", "jumlah total", "grand total", "jumlah keseluruhan"])


def silent(done: int, total: int) -> None:
    """A report that nobody reads."""


@dataclass(frozen=True, slots=True)
class Examination:
    """What a file holds and what would become of it. `columns` gives field → heading."""

    sheet: str
    headings: list[str]
    columns: dict[str, str]
    drafts: list[RowDraft]

    @property
    def counts(self) -> dict[str, int]:
        """Outcome → number of rows."""
        return dict(Counter(str(draft.outcome) for draft in self.drafts))

    @property
    def village_count(self) -> int:
        """Rows whose village is known."""
        return sum(1 for draft in self.drafts if draft.values.get("village_id"))


def examine(
    content: bytes,
    *,
    region_code: str = "",
    chosen: Mapping[str, str] | None = None,
    report: Report = silent,
) -> Examination:
    """Reads, cleans and matches every row; writes nothing.

    Args:
        region_code: rows outside this region are refused; "" allows all of Indonesia.
        chosen: field → heading, when a person chose the columns.

    Raises:
        SpreadsheetError: when the file can't be read.
        NoHeaderError: when no row names the columns.
    """
    sheet, layout = _find_table(content)
    columns = chosen_by_hand(layout.headings, dict(chosen)) if chosen else layout.columns
    rows = [(number, row) for number, row in sheet.rows if _is_data(number, row, layout)]
    finder = VillageFinder(region_code)
    drafts = []
    for done, (number, row) in enumerate(rows):
        if done % _REPORT_EVERY == 0:
            report(done, len(rows))
        drafts.append(clean_row(number, row, layout.headings, columns, finder))
    match_rows(drafts, region_code)
    report(len(rows), len(rows))
    named = {field: layout.headings[place] for field, place in columns.items()}
    return Examination(sheet.name, layout.headings, named, drafts)


def _find_table(content: bytes) -> tuple[Sheet, Layout]:
    """The first sheet that has a header row."""
    refusal: Exception = SpreadsheetError("Berkas kosong. Pilih berkas yang berisi daftar usaha.")
    for sheet in read_sheets(content):
        try:
            return sheet, find_layout(sheet)
        except NoHeaderError as error:
            refusal = error
    raise refusal


def _is_data(number: int, row: Row, layout: Layout) -> bool:
    """Not the header or above it, no line of column numbers (1, 2, 3 …), no line of totals."""
    if number <= layout.last_row:
        return False
    texts = [text for cell in row if cell is not None and (text := cell_text(cell))]
    if any(fold(text) in _TOTALS for text in texts[:2]):
        return False
    numbers = [text.strip("() ") for text in texts]
    return len(numbers) < 3 or numbers != [str(n) for n in range(1, len(numbers) + 1)]


def check(*, batch: ImportBatch, report: Report = silent) -> ImportBatch:
    """Checks the batch's file and stores every row; a file that can't be read rejects the batch.

    Safe to run twice: only a batch that is being checked is touched.
    """
    if batch.status != ImportStatus.CHECKING:
        return batch
    try:
        examination = examine(
            load_file(batch),
            region_code=batch.region_id or "",
            chosen=batch.columns,
            report=report,
        )
    except (SpreadsheetError, NoHeaderError) as error:
        return _reject(batch, str(error))
    return store(batch=batch, examination=examination)


@transaction.atomic
def store(*, batch: ImportBatch, examination: Examination) -> ImportBatch:
    """Keeps an examination's rows with the batch, which then waits for a person's approval."""
    locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if locked.status != ImportStatus.CHECKING:
        return locked
    locked.rows.all().delete()
    ImportRow.objects.bulk_create(
        (row_of(draft, locked) for draft in examination.drafts), batch_size=1_000
    )
    locked.sheet = examination.sheet[:120]
    locked.headings, locked.columns = examination.headings, examination.columns
    locked.counts, locked.status, locked.message = examination.counts, ImportStatus.CHECKED, ""
    locked.save(update_fields=["sheet", "headings", "columns", "counts", "status", "message"])
    return locked


def _reject(batch: ImportBatch, message: str) -> ImportBatch:
    batch.status, batch.message = ImportStatus.REJECTED, message
    batch.save(update_fields=["status", "message"])
    return batch
