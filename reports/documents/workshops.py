"""The events of a period with their funnels as a workbook."""

import io
from collections.abc import Sequence

import xlsxwriter

from halalportal.lib.formats import short_date
from halalportal.lib.worksheets import SAFE_IN_MEMORY
from reports.selectors.workshop_funnel_rows import STEPS
from reports.selectors.workshop_overview import WorkshopOverview

NOTE = "Gambaran, bukan bukti sebab akibat. Tiap tahap hanya menghitung yang melewati tahap lain."
NOT_YET = "Belum berlangsung"
_HEAD_ROW = 2


def workshops_workbook(overview: WorkshopOverview, period: str) -> bytes:
    """An xlsx with a sheet of events and one of kab/kota; the numbers are those of the page."""
    events = [
        [line.event.title, line.event.get_kind_display(), line.event.region.name]
        + [short_date(line.event.starts_at.astimezone(line.event.zone))]
        + [cell.count for cell in line.figures]
        + [NOT_YET] * line.is_coming
        for line in overview.lines
    ]
    regencies = [[line.name, *(cell.count for cell in line.cells)] for line in overview.regencies]
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, SAFE_IN_MEMORY) as book:
        headings = ["Kegiatan", "Jenis", "Wilayah", "Tanggal"]
        _write(book, "Per kegiatan", period, headings, events)
        _write(book, "Per kabupaten-kota", period, ["Kabupaten/kota"], regencies)
    return buffer.getvalue()


def _write(
    book: xlsxwriter.Workbook,
    name: str,
    period: str,
    headings: list[str],
    rows: Sequence[Sequence[object]],
) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    sheet.write(0, 0, f"Kegiatan {period}", book.add_format({"bold": True, "font_size": 14}))
    sheet.write(1, 0, NOTE)
    sheet.write_row(_HEAD_ROW, 0, [*headings, *STEPS.values()], bold)
    for line, row in enumerate(rows, start=_HEAD_ROW + 1):
        sheet.write_row(line, 0, row)
    sheet.freeze_panes(_HEAD_ROW + 1, 1)
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, len(headings) + len(STEPS), 14)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
