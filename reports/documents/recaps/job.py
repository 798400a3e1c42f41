"""Making a recap's file in a worker, as the person who asked may see it."""

import datetime
import logging
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from accounts.models import User
from certification.models import Programme
from halalportal.audit.services import record
from halalportal.jobs.registry import JobFailedError, Progress
from halalportal.lib.pdf import PdfError
from reports.documents.recaps.answer import Answer, answer
from reports.documents.recaps.paper import TooLongForPaperError, pdf_of
from reports.documents.recaps.sheet import write_xlsx
from reports.enums import Paper
from reports.selectors.recaps import RECAPS, Question

RECAP_JOB = "reports.recap"
logger = logging.getLogger(__name__)


def question_of(
    user: User, *, programme_id: int, as_of: str, regency: str, organisation_id: int
) -> Question:
    """What the person asked for, while they still may.

    Raises:
        JobFailedError: the programme is no longer theirs to see.
    """
    visible = Programme.objects.visible_to(user).select_related("region", "office")
    programme = visible.filter(pk=programme_id).first()
    if programme is None:
        raise JobFailedError("Program ini tidak bisa Anda buka lagi.")
    return Question(
        programme=programme,
        scope=user.scope,
        as_of=datetime.date.fromisoformat(as_of) if as_of else None,
        regency=regency,
        organisation=organisation_id or None,
    )


def make(progress: Progress, question: Question, *, code: str, kind: str, paper: str) -> Answer:
    """Attaches the file to the job and returns what it holds.

    Raises:
        JobFailedError: the recap is not theirs to see, or no paper can be made of it.
    """
    recap = RECAPS[code]
    if not recap.is_open_to(question):
        raise JobFailedError("Rekap ini tidak bisa Anda buka lagi.")
    found = answer(recap, question)
    total = max(len(found.table.rows), 1)
    progress.report(0, total)
    content = _pdf(found, paper) if kind == "pdf" else _xlsx(found, progress, total)
    progress.attach(f"{found.file_name}.{kind}", content)
    progress.link(_page_of(found), f"{recap.title} siap diunduh.")
    progress.report(total, total)
    return found


def tell_audit(found: Answer, *, by: User) -> None:
    """Writes down who took a list of businesses along."""
    if found.recap.is_list:
        question = found.question
        record(
            action="recap.exported",
            subject=question.programme,
            by=by,
            recap=found.recap.code,
            count=len(found.table.rows),
            regency=question.regency,
        )


def _pdf(found: Answer, paper: str) -> bytes:
    try:
        return pdf_of(found, Paper(paper))
    except TooLongForPaperError as error:
        raise JobFailedError(str(error)) from error
    except PdfError as error:
        logger.exception("No PDF of recap %s", found.recap.code)
        raise JobFailedError("PDF tidak bisa dibuat. Coba lagi, atau unduh Excel.") from error


def _xlsx(found: Answer, progress: Progress, total: int) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rekap.xlsx"
        with path.open("wb") as file:
            write_xlsx(found, file, report=lambda done: progress.report(done, total))
        return path.read_bytes()


def _page_of(found: Answer) -> str:
    question = found.question
    filters = {
        "kabupaten": question.regency,
        "lp3h": question.organisation,
        "per": question.as_of.isoformat() if question.as_of else "",
    }
    pairs = urlencode({name: value for name, value in filters.items() if value})
    address = f"/laporan/{question.programme.slug}/rekap/{found.recap.code}/"
    return f"{address}?{pairs}" if pairs else address
