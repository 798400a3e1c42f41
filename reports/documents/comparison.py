"""Two days of a programme side by side as a workbook."""

import io
from dataclasses import dataclass

import xlsxwriter
from django.conf import settings

from halalportal.lib.formats import short_date
from halalportal.lib.worksheets import SAFE_IN_MEMORY
from reports.selectors.comparison import Change, Comparison


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One sheet: each row with as many changes as there are measures."""

    name: str
    head: str
    measures: tuple[str, ...]
    rows: list[tuple[str, list[Change]]]


def comparison_xlsx(page: Comparison) -> bytes:
    """A workbook with the sheets Ringkasan, Kab-kota and LP3H."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, SAFE_IN_MEMORY) as book:
        front = [(figure.label, [figure.change]) for figure in page.figures]
        _write(book, page, _Sheet("Ringkasan", "Angka", ("",), front))
        for name, head, lines in (
            ("Kab-kota", "Kab/kota", page.regions),
            ("LP3H", "LP3H", page.organisations),
        ):
            rows = [(line.label, [line.used, line.issued]) for line in lines]
            _write(book, page, _Sheet(name, head, ("Terpakai ", "Terbit "), rows))
    return buffer.getvalue()


def _write(book: xlsxwriter.Workbook, page: Comparison, of: _Sheet) -> None:
    sheet = book.add_worksheet(of.name)
    bold, line_below = book.add_format({"bold": True}), book.add_format({"bold": True, "bottom": 1})
    number = book.add_format({"num_format": "#,##0"})
    signed = book.add_format({"num_format": "+#,##0;-#,##0;0"})
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 3 * len(of.measures), 20)
    above = (settings.OFFICE_NAME, _title(page), *page.sentences)
    for line, text in enumerate(above):
        sheet.write_string(line, 0, text, bold if line < 2 else None)
    days = (short_date(page.since), short_date(page.until), "Selisih")
    headings = (of.head, *(f"{measure}{day}".strip() for measure in of.measures for day in days))
    top = len(above) + 1
    sheet.write_row(top, 0, headings, line_below)
    sheet.freeze_panes(top + 1, 1)
    for line, (label, changes) in enumerate(of.rows, start=top + 1):
        sheet.write_string(line, 0, label)
        for place, change in enumerate(changes):
            sheet.write_number(line, 3 * place + 1, change.then, number)
            sheet.write_number(line, 3 * place + 2, change.now, number)
            sheet.write_number(line, 3 * place + 3, change.difference, signed)


def _title(page: Comparison) -> str:
    return f"{page.name}, {page.place}" if page.place else page.name
