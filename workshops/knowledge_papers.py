"""The test on paper: the sheet of questions, and the key for those who mark it."""

from itertools import batched
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from halalportal.lib import pdf
from halalportal.lib.formats import moment
from workshops.enums import Phase
from workshops.models import KnowledgeTest

BOXES_PER_ROW = 15
_SHEET, _KEY = "workshops/test_sheet_pdf.html", "workshops/test_key_pdf.html"


def sheet_html(test: KnowledgeTest, phase: Phase) -> str:
    """The questions with a line for the name and a box for each letter."""
    return render_to_string(_SHEET, _context(test) | {"phase": phase})


def key_html(test: KnowledgeTest) -> str:
    """The right letters with their sources."""
    return render_to_string(_KEY, _context(test))


def sheet_pdf(test: KnowledgeTest, phase: Phase) -> bytes:
    """The pages. Raises `pdf.PdfError` when they can't be made."""
    return pdf.render(sheet_html(test, phase))


def key_pdf(test: KnowledgeTest) -> bytes:
    """The pages. Raises `pdf.PdfError` when they can't be made."""
    return pdf.render(key_html(test))


def _context(test: KnowledgeTest) -> dict[str, Any]:
    rows = test.items.select_related("question__topic").prefetch_related("question__choices")
    items = list(rows)
    return {
        "event": test.event,
        "items": items,
        "box_rows": list(batched(items, BOXES_PER_ROW, strict=False)),
        "office_name": settings.OFFICE_NAME,
        "stamp": moment(timezone.now(), test.event.time_zone),
    }
