"""The minutes of a selection round as PDF: a draft until people have signed the paper."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import User
from certification.enums import RoundState
from certification.models import SelectionRound
from certification.selectors.selection import (
    CandidateRow,
    candidate_rows,
    criteria_of,
    scorer_names,
)
from halalportal.lib import pdf
from halalportal.lib.formats import moment

MINUTES_JOB = "certification.selection_minutes"
# A long table costs more than its rows (see docs/performance.md): many short ones don't.
ROWS_A_TABLE = 200


def minutes_html(round_: SelectionRound, user: User) -> str:
    """The document as the person may see it."""
    rows = candidate_rows(round_, user)
    is_closed = round_.state == RoundState.CLOSED
    context = {
        "round": round_,
        "programme": round_.programme,
        "criteria": criteria_of(round_),
        "scorers": scorer_names(round_) if is_closed else [],
        "tables": _tables(rows),
        "is_closed": is_closed,
        "office_name": settings.OFFICE_NAME,
        "stamp": moment(timezone.now(), round_.programme.region.time_zone),
    }
    return render_to_string("certification/round_minutes_pdf.html", context)


def minutes_pdf(round_: SelectionRound, user: User) -> bytes:
    """A4 pages.

    Raises:
        pdf.PdfError: when it can't be made.
    """
    return pdf.render(minutes_html(round_, user))


def _tables(rows: list[CandidateRow]) -> list[list[CandidateRow]]:
    return [rows[start : start + ROWS_A_TABLE] for start in range(0, len(rows), ROWS_A_TABLE)]
