"""The grid of places as an Excel sheet, out and back in."""

import datetime
import io
from collections.abc import Iterator, Sequence

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from certification.models import Programme
from certification.selectors.quota_grid import OWN_HEADING, QuotaGrid, heading_of
from halalportal.lib.spreadsheets import Row, SpreadsheetError, read_sheets
from halalportal.lib.texts import fold
from halalportal.lib.worksheets import SAFE_IN_MEMORY

CODE, NAME, TOTAL, HELD, DUE = "Kode", "Kabupaten/kota", "Jumlah", "Terikat", "Tenggat"
_HEAD_ROW = 2


def write_sheet(programme: Programme, grid: QuotaGrid) -> bytes:
    """An xlsx to fill in: a line for each kab/kota, sums as formulas, ready to be sent back."""
    columns = [*(heading_of(o) for o in grid.organisations), OWN_HEADING]
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, SAFE_IN_MEMORY) as book:
        sheet = book.add_worksheet("Pembagian kuota")
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sum_format = book.add_format({"bold": True, "top": 1})
        sheet.write(0, 0, str(programme), book.add_format({"bold": True, "font_size": 14}))
        sheet.write_row(_HEAD_ROW, 0, [CODE, NAME, *columns, TOTAL, HELD, DUE], bold)
        for line, row in enumerate(grid.rows, start=_HEAD_ROW + 1):
            cells = [*(row.cell(o.pk) for o in grid.organisations), row.own]
            counts = [cell.count for cell in cells]
            sheet.write_row(line, 0, [row.region.pk, row.region.name, *counts])
            end = 2 + len(counts)
            span = f"C{line + 1}:{xl_col_to_name(end - 1)}{line + 1}"
            sheet.write_formula(line, end, f"=SUM({span})", None, sum(counts))
            sheet.write(line, end + 1, sum(cell.held for cell in cells))
            if row.due_on:
                sheet.write_datetime(line, end + 2, _midnight(row.due_on), day)
        last = _HEAD_ROW + len(grid.rows)
        sheet.write(last + 1, 1, TOTAL, sum_format)
        for column in range(2, 3 + len(columns)):
            letter = xl_col_to_name(column)
            formula = f"=SUM({letter}{_HEAD_ROW + 2}:{letter}{last + 1})"
            sheet.write_formula(last + 1, column, formula, sum_format, _sum(grid, column - 2))
        sheet.freeze_panes(_HEAD_ROW + 1, 2)
        sheet.set_column(0, 0, 8)
        sheet.set_column(1, 1, 28)
        sheet.set_column(2, 4 + len(columns), 13)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
    return buffer.getvalue()


def read_sheet(content: bytes, grid: QuotaGrid) -> dict[str, str]:
    """The boxes of `GridForm` from a sheet that `write_sheet` made and a person filled in.

    Raises:
        SpreadsheetError: no table, no known heading, or a kab/kota or LP3H that is not in the grid.
    """
    rows = _table(content)
    columns = _columns(next(rows), grid)
    known = {row.region.pk for row in grid.rows}
    boxes: dict[str, str] = {}
    for row in rows:
        code = _text(row, columns[CODE])
        if not code:
            continue
        if code not in known:
            raise SpreadsheetError(f"Kode {code} bukan kabupaten/kota program ini.")
        for heading, place in columns.items():
            if heading != CODE:
                boxes[heading.format(code)] = _text(row, place)
    return boxes


def _table(content: bytes) -> Iterator[Row]:
    """The heading line and those after it, from the first sheet that has one."""
    for sheet in read_sheets(content):
        rows = [row for _, row in sheet.rows]
        for number, row in enumerate(rows):
            if fold(CODE) in [fold(str(cell)) for cell in row]:
                return iter(rows[number:])
    raise SpreadsheetError(
        f"Kolom {CODE} tidak ditemukan. Unduh tabel dari halaman ini, isi, lalu unggah lagi."
    )


def _columns(headings: Row, grid: QuotaGrid) -> dict[str, int]:
    """Pattern of a box's name → column; headings that only inform are passed over."""
    patterns = {fold(heading_of(o)): f"lp3h_{{}}_{o.pk}" for o in grid.organisations}
    patterns |= {fold(OWN_HEADING): "own_{}", fold(DUE): "due_{}", fold(CODE): CODE}
    informing = {fold(NAME), fold(TOTAL), fold(HELD), ""}
    columns: dict[str, int] = {}
    for place, heading in enumerate(headings):
        key = fold(str(heading or ""))
        if key in patterns:
            columns[patterns[key]] = place
        elif key not in informing:
            raise SpreadsheetError(
                f"Kolom {heading} bukan LP3H di tabel ini. Tambahkan LP3H itu di halaman, "
                "unduh lagi tabelnya, lalu isi."
            )
    return columns


def _text(row: Row, place: int) -> str:
    """A cell as a person would type it: whole numbers without a point, days as 31/12/2026."""
    cell = row[place] if place < len(row) else ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.date):
        return f"{cell:%d/%m/%Y}"
    return str(cell if cell is not None else "").strip()


def _sum(grid: QuotaGrid, column: int) -> int:
    counts: Sequence[Sequence[int]] = [
        [*(row.cell(o.pk).count for o in grid.organisations), row.own.count] for row in grid.rows
    ]
    return sum(sum(line) if column == len(line) else line[column] for line in counts)


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time())
