"""The head's page as PDF, Excel and JSON, from the same overview as the screen."""

import io
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import xlsxwriter
from django.conf import settings
from django.template.loader import render_to_string

from halalportal.lib import pdf
from halalportal.lib.worksheets import SAFE_IN_MEMORY
from reports.documents.figures import as_data
from reports.selectors.overview import Overview, Row

# What fits two pages together with the map of the widest province.
MOST_REGIONS, MOST_ORGANISATIONS = 38, 18
MOST_BESIDE_MAP = 14
HEADINGS = ("Nama", "Kuota", "Terpakai", "Terbit")


@dataclass(frozen=True, slots=True)
class Ranking:
    """The rows that have room, and how many more there are."""

    rows: tuple[Row, ...]
    left: int

    @property
    def is_long(self) -> bool:
        """Whether it runs over the end of a page, so that nothing can stand beside it."""
        return len(self.rows) > MOST_BESIDE_MAP


def cut(rows: tuple[Row, ...], most: int) -> Ranking:
    """The first rows: those that are furthest behind."""
    return Ranking(rows[:most], max(len(rows) - most, 0))


def summary_html(page: Overview) -> str:
    """The document that becomes the PDF; long rankings are cut, so that it fits two pages."""
    context = {
        "page": page,
        "regions": cut(page.regions, MOST_REGIONS),
        "organisations": cut(page.organisations, MOST_ORGANISATIONS),
        "tiles": page.tiles and page.tiles.on_paper(),
        "office_name": settings.OFFICE_NAME,
    }
    return render_to_string("reports/summary_pdf.html", context)


def summary_pdf(page: Overview) -> bytes:
    """One or two A4 pages.

    Raises:
        pdf.PdfError: when it can't be made.
    """
    return pdf.render(summary_html(page))


def summary_xlsx(page: Overview) -> bytes:
    """A workbook with the sheets Ringkasan, Kab-kota and LP3H."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, SAFE_IN_MEMORY) as book:
        _write_front(book, page)
        _write_rows(book, "Kab-kota", page.regions)
        _write_rows(book, "LP3H", page.organisations)
    return buffer.getvalue()


def summary_json(page: Overview) -> bytes:
    """The figures as the API names them."""
    return (json.dumps(as_data(page.summary), indent=2, ensure_ascii=False) + "\n").encode()


WRITERS: dict[str, Callable[[Overview], bytes]] = {
    "pdf": summary_pdf,
    "xlsx": summary_xlsx,
    "json": summary_json,
}


def _write_front(book: xlsxwriter.Workbook, page: Overview) -> None:
    summary, sheet = page.summary, book.add_worksheet("Ringkasan")
    bold = book.add_format({"bold": True})
    number = book.add_format({"num_format": "#,##0"})
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 14)
    stamp = f"{page.place}, {page.stamp}" if page.place else page.stamp
    for line, text in enumerate((settings.OFFICE_NAME, summary.name, stamp)):
        sheet.write_string(line, 0, text, bold)
    sheet.write_string(3, 0, str(page.headline))
    figures = [("Kuota", summary.quota), ("Terpakai", summary.used), ("Terbit", summary.issued)]
    figures += [("Dipesan", summary.reserved), ("Sisa kuota", summary.free)]
    figures += [("Belum terbit", summary.in_process)]
    figures += [(step.label, step.count) for step in page.funnel.steps]
    figures += [("Dihentikan", page.funnel.stopped)]
    for line, (label, value) in enumerate(figures, start=5):
        sheet.write_string(line, 0, label)
        sheet.write_number(line, 1, value, number)


def _write_rows(book: xlsxwriter.Workbook, name: str, rows: Iterable[Row]) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "bottom": 1})
    number = book.add_format({"num_format": "#,##0"})
    sheet.set_column(0, 0, 34)
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, HEADINGS, bold)
    lines = list(rows)
    for line, row in enumerate(lines, start=1):
        sheet.write_string(line, 0, row.label)
        for column, value in enumerate((row.quota, row.used, row.issued), start=1):
            sheet.write_number(line, column, value, number)
    if lines:
        sheet.autofilter(0, 0, len(lines), len(HEADINGS) - 1)
