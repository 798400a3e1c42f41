"""A recap on F4 or A4, broad side up."""

from django.conf import settings
from django.template.loader import render_to_string

from halalportal.lib import pdf
from halalportal.lib.formats import number
from reports.documents.recaps.answer import Answer
from reports.enums import Paper

MOST_ROWS = 300


class TooLongForPaperError(Exception):
    """A table that nobody reads on paper; the message says what to do instead."""

    def __init__(self, count: int) -> None:
        super().__init__(
            f"Rekap ini {number(count)} baris; PDF paling banyak {number(MOST_ROWS)} baris. "
            "Unduh Excel, atau pilih satu kab/kota."
        )


def pdf_of(found: Answer, paper: Paper = Paper.F4) -> bytes:
    """The recap as a tagged PDF.

    Raises:
        TooLongForPaperError: for more than `MOST_ROWS` rows.
        pdf.PdfError: when it can't be made.
    """
    refuse_too_long(found)
    context = {"found": found, "office_name": settings.OFFICE_NAME, "paper": paper.value}
    return pdf.render(render_to_string("reports/recap_pdf.html", context))


def refuse_too_long(found: Answer) -> None:
    """Refuses a table that is too long for paper.

    Raises:
        TooLongForPaperError: for more than `MOST_ROWS` rows.
    """
    count = len(found.table.rows)
    if count > MOST_ROWS:
        raise TooLongForPaperError(count)
