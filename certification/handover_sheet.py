"""The list of a handover as PDF, with room for signatures: a draft until the signed scan is in."""

from enum import StrEnum

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from certification.models import Handover, HandoverItem
from certification.selectors.handovers import items_of
from halalportal.lib import pdf
from halalportal.lib.formats import moment, words

SHEET_JOB = "certification.handover_sheet"
# A short list is made while the person waits.
AT_ONCE = 20
# A long table costs more than its rows (see docs/performance.md): many short ones don't.
ROWS_A_TABLE = 200


class Paper(StrEnum):
    """What offices print on; F4 is the name here for 215 × 330 mm."""

    A4 = "a4"
    F4 = "f4"


_SIZES = {Paper.A4: "A4", Paper.F4: "215mm 330mm"}


def sheet_html(handover: Handover, paper: Paper) -> str:
    """The document; names and phone numbers of nobody but those on the list."""
    rows = list(enumerate(items_of(handover), start=1))
    programme = handover.programme
    context = {
        "handover": handover,
        "programme": programme,
        "office": programme.office,
        "office_name": settings.OFFICE_NAME,
        "tables": _tables(rows),
        "count": len(rows),
        "count_in_words": words(len(rows)),
        "size": _SIZES[paper],
        "stamp": moment(timezone.now(), handover.region.time_zone),
    }
    return render_to_string("certification/handover_sheet_pdf.html", context)


def sheet_pdf(handover: Handover, paper: Paper) -> bytes:
    """The pages.

    Raises:
        pdf.PdfError: when they can't be made.
    """
    return pdf.render(sheet_html(handover, paper))


def _tables(rows: list[tuple[int, HandoverItem]]) -> list[list[tuple[int, HandoverItem]]]:
    return [rows[start : start + ROWS_A_TABLE] for start in range(0, len(rows), ROWS_A_TABLE)]
