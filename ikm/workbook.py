"""The list of businesses as an Excel workbook that looks made by hand and prints on F4."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter
from django.conf import settings
from django.utils import timezone
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from accounts.models import User
from halalportal.lib.formats import moment, number
from halalportal.lib.worksheets import SAFE, TextSheet
from ikm.selectors.exports import HEADINGS

EXPORT_JOB = "ikm.export_businesses"
MOST_ROWS = 1_000_000  # Excel itself ends at 1,048,576
_FOLIO = 14  # Excel's number of 8.5 × 13 inches, sold here as F4
_HEAD_ROW = 5
_STEP = 1_000


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands above the table: the office, the title, the filter in words, the moment."""

    office: str
    title: str
    filters: str
    stamp: str


def letterhead(user: User, filters: str, count: int) -> Letterhead:
    """The head of a list that a person asks for now."""
    membership = user.active_membership
    region = membership.region if membership else None
    zone = region.time_zone if region else settings.TIME_ZONE
    return Letterhead(
        office=settings.OFFICE_NAME,
        title=f"Daftar usaha {region.name}" if region else "Daftar usaha",
        filters=f"Saringan: {filters}",
        stamp=f"{number(count)} usaha · data {moment(timezone.now(), zone)} · {user.name}",
    )


def write_workbook(
    path: Path,
    *,
    head: Letterhead,
    rows: Iterable[Sequence[str]],
    report: Callable[[int], None],
) -> int:
    """Writes the workbook and returns how many businesses it holds; `report` hears of each 1,000.

    Memory stays flat: a row is on the disk before the next one is fetched.
    """
    options = SAFE | {"constant_memory": True, "tmpdir": str(path.parent)}
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet("Usaha", worksheet_class=TextSheet)
        _set_up(sheet)
        _write_head(sheet, head, book.add_format({"bold": True, "font_size": 14}))
        _write_headings(sheet, book.add_format({"bold": True, "bottom": 1, "text_wrap": True}))
        count = _write_rows(sheet, rows, report)
        last = _HEAD_ROW + max(count, 1)
        sheet.autofilter(_HEAD_ROW, 0, last, len(HEADINGS) - 1)
        sheet.print_area(0, 0, last, len(HEADINGS) - 1)
    return count


def _set_up(sheet: Worksheet) -> None:
    sheet.freeze_panes(_HEAD_ROW + 1, 2)
    sheet.set_landscape()
    sheet.set_paper(_FOLIO)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD_ROW)
    sheet.set_footer("&L&A&RHalaman &P dari &N")
    for column, width in enumerate(HEADINGS.values()):
        sheet.set_column(column, column, width)


def _write_head(sheet: Worksheet, head: Letterhead, big: Format) -> None:
    sheet.write_string(0, 0, head.office)
    sheet.write_string(1, 0, head.title, big)
    sheet.write_string(2, 0, head.filters)
    sheet.write_string(3, 0, head.stamp)


def _write_headings(sheet: Worksheet, bold: Format) -> None:
    for column, heading in enumerate(HEADINGS):
        sheet.write_string(_HEAD_ROW, column, heading, bold)


def _write_rows(
    sheet: TextSheet, rows: Iterable[Sequence[str]], report: Callable[[int], None]
) -> int:
    count = 0
    for count, texts in enumerate(rows, start=1):
        sheet.write_texts(_HEAD_ROW + count, count, texts)
        if count % _STEP == 0:
            report(count)
    return count
