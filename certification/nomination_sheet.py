"""The businesses named in a call as an Excel workbook that prints on F4."""

import io
from collections.abc import Iterable
from zoneinfo import ZoneInfo

import xlsxwriter
from django.conf import settings
from django.utils import timezone
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from accounts.models import User
from certification.models import Nomination, NominationCall
from certification.rules import can_see_contact
from certification.selectors.nominations import remarks_of
from halalportal.lib.formats import long_date, masked, moment, number, phone, short_date
from halalportal.lib.worksheets import SAFE_IN_MEMORY

# Nothing that people typed may become a formula or a link.
_HEADINGS = {
    "No": 6,
    "Kabupaten/kota": 26,
    "Nama usaha": 32,
    "Nama pemilik": 24,
    "Nomor HP": 17,
    "Desa/kelurahan": 22,
    "NIB": 16,
    "KBLI": 8,
    "Hasil pemeriksaan": 22,
    "Yang perlu diperhatikan": 44,
    "Catatan kab/kota": 30,
    "Diusulkan": 16,
}
_HEAD_ROW = 5
_FOLIO = 14  # Excel's number of 8.5 × 13 inches, sold here as F4


def sheet_of(call: NominationCall, named: Iterable[Nomination], user: User) -> bytes:
    """The workbook with one row for each nomination; phone and NIB as the person's pages show."""
    buffer = io.BytesIO()
    rows = [_cells(index, nomination, user) for index, nomination in enumerate(named, start=1)]
    with xlsxwriter.Workbook(buffer, SAFE_IN_MEMORY) as book:
        sheet = book.add_worksheet("Usulan")
        _set_up(sheet, rows_count=len(rows))
        _write_head(sheet, call, len(rows), book.add_format({"bold": True, "font_size": 14}))
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        sheet.write_row(_HEAD_ROW, 0, list(_HEADINGS), bold)
        for line, cells in enumerate(rows, start=_HEAD_ROW + 1):
            sheet.write_number(line, 0, int(cells[0]), wrapped)
            for column, text in enumerate(cells[1:], start=1):
                sheet.write_string(line, column, text, wrapped)
    return buffer.getvalue()


def _set_up(sheet: Worksheet, *, rows_count: int) -> None:
    last = _HEAD_ROW + max(rows_count, 1)
    sheet.freeze_panes(_HEAD_ROW + 1, 3)
    sheet.set_landscape()
    sheet.set_paper(_FOLIO)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD_ROW)
    sheet.autofilter(_HEAD_ROW, 0, last, len(_HEADINGS) - 1)
    for column, width in enumerate(_HEADINGS.values()):
        sheet.set_column(column, column, width)


def _write_head(sheet: Worksheet, call: NominationCall, count: int, big: Format) -> None:
    zone = call.programme.region.time_zone
    letter = f" · surat {call.letter_number}" if call.letter_number else ""
    sheet.write_string(0, 0, settings.OFFICE_NAME)
    sheet.write_string(1, 0, call.name, big)
    sheet.write_string(2, 0, f"{call.programme}{letter} · tenggat {long_date(call.due_on)}")
    sheet.write_string(3, 0, f"{number(count)} usaha · data {moment(timezone.now(), zone)}")


def _cells(index: int, nomination: Nomination, user: User) -> list[str]:
    business, region = nomination.business, nomination.request.region
    shows = can_see_contact(user)
    named_on = nomination.nominated_at.astimezone(ZoneInfo(region.time_zone)).date()
    return [
        str(index),
        region.name,
        business.name,
        business.owner_name,
        phone(business.phone) if shows else masked(business.phone),
        business.village.name if business.village else "",
        business.nib if shows else masked(business.nib),
        business.kbli_code,
        nomination.get_screening_display(),
        " ".join(remarks_of(nomination)),
        nomination.note,
        short_date(named_on),
    ]
