"""A recap as an Excel workbook: values only, ready to filter and to print on F4."""

import datetime
import io
from collections.abc import Callable
from typing import IO

import xlsxwriter
from django.conf import settings
from xlsxwriter.format import Format

from halalportal.lib.formats import NOTHING
from halalportal.lib.worksheets import SAFE
from reports.documents.recaps.answer import Answer
from reports.selectors.recaps.shape import Kind, Row, Share, Value

_FOLIO = 14  # Excel's number of 8.5 × 13 inches, sold here as F4
_HEAD_ROW = 5
_STEP = 1_000
_NOTE_HEIGHT = 32
_TOTAL: dict[str, object] = {"bold": True, "top": 1}
_FORMATS: dict[Kind, dict[str, object]] = {
    Kind.TEXT: {"text_wrap": True, "valign": "top"},
    Kind.NUMBER: {"num_format": "#,##0", "valign": "top", "align": "right"},
    Kind.RUPIAH: {"num_format": '"Rp"#,##0', "valign": "top", "align": "right"},
    Kind.SHARE: {"num_format": "0.0%", "valign": "top", "align": "right"},
    Kind.DATE: {"num_format": "dd/mm/yyyy", "align": "left", "valign": "top"},
}

_Plain = str | int | float | datetime.date | None


def xlsx_of(found: Answer) -> bytes:
    """The workbook of a recap of ordinary length."""
    buffer = io.BytesIO()
    write_xlsx(found, buffer)
    return buffer.getvalue()


def write_xlsx(
    found: Answer, target: IO[bytes], *, report: Callable[[int], None] | None = None
) -> None:
    """Writes the workbook; a row is on the disk before the next one is fetched.

    Args:
        report: hears of every 1,000 rows.
    """
    with xlsxwriter.Workbook(target, SAFE | {"constant_memory": True}) as book:
        writer = _Writer(book, found)
        writer.write_head()
        last = writer.write_rows(report)
        writer.sheet.autofilter(_HEAD_ROW, 0, last, writer.last_column)
        last = writer.write_foot(last)
        writer.sheet.print_area(0, 0, last, writer.last_column)


class _Writer:
    """One worksheet that is written from the top down."""

    def __init__(self, book: xlsxwriter.Workbook, found: Answer) -> None:
        self.found, self.table = found, found.table
        self.last_column = len(self.table.columns) - 1
        self.sheet = book.add_worksheet("Rekap")
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.cells = {kind: book.add_format(look) for kind, look in _FORMATS.items()}
        self.totals = {kind: book.add_format(look | _TOTAL) for kind, look in _FORMATS.items()}
        self.note = book.add_format({"text_wrap": True, "valign": "top", "italic": True})
        self._set_up()

    def _set_up(self) -> None:
        names = self.table.columns.index(self.table.naming)
        self.sheet.freeze_panes(_HEAD_ROW + 1, names + 1)
        self.sheet.set_landscape()
        self.sheet.set_paper(_FOLIO)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(_HEAD_ROW)
        self.sheet.set_footer("&L&A&RHalaman &P dari &N")
        for at, column in enumerate(self.table.columns):
            self.sheet.set_column(at, at, column.width)

    def write_head(self) -> None:
        """Office, title, programme and filters, moment, an empty line, the headings."""
        found = self.found
        lines = (
            settings.OFFICE_NAME,
            found.recap.title,
            " · ".join(filter(None, (found.question.programme.name, found.narrowing))),
            found.question.stamp,
        )
        for line, text in enumerate(lines):
            self.sheet.write_string(line, 0, text, self.title if line == 1 else None)
        for at, column in enumerate(self.table.columns):
            self.sheet.write_string(_HEAD_ROW, at, column.label, self.head)

    def write_rows(self, report: Callable[[int], None] | None) -> int:
        """Returns the line of the last row, that of the headings when there is none."""
        count = 0
        for count, row in enumerate(self.table.rows, start=1):
            self._write(_HEAD_ROW + count, row, self.cells)
            if report and not count % _STEP:
                report(count)
        return _HEAD_ROW + count

    def write_foot(self, last: int) -> int:
        """The total and the notes below the last row; returns the last line."""
        if self.table.total:
            last += 1
            self._write(last, self.table.total, self.totals)
        for note in self.table.notes:
            last += 2
            self.sheet.set_row(last, _NOTE_HEIGHT)
            self.sheet.merge_range(last, 0, last, self.last_column, note, self.note)
        return last

    def _write(self, line: int, row: Row, looks: dict[Kind, Format]) -> None:
        for at, (column, value) in enumerate(zip(self.table.columns, row.values, strict=True)):
            self._write_cell(line, at, _plain(value), looks[column.kind])

    def _write_cell(self, line: int, at: int, value: _Plain, look: Format) -> None:
        if value is None:
            self.sheet.write_string(line, at, NOTHING, look)
        elif isinstance(value, str):
            self.sheet.write_string(line, at, value, look)
        elif isinstance(value, datetime.date):
            self.sheet.write_datetime(line, at, value, look)
        else:
            self.sheet.write_number(line, at, value, look)


def _plain(value: Value) -> _Plain:
    """A share as the number that Excel shows in percent."""
    if isinstance(value, Share):
        return None if value.per_mille is None else value.per_mille / 1000
    return value
