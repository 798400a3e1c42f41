"""What Celery does for reports: reminders, and documents made as jobs."""

import datetime
import logging
from typing import Any

from celery import shared_task
from django.utils import timezone

from accounts.models import User
from certification.models import Programme
from halalportal.jobs.registry import JobFailedError, Progress, job_handler
from halalportal.lib.pdf import PdfError
from halalportal.outbox.tasks import outbox_task
from reports.documents.letter_batch import make_papers
from reports.documents.recaps import job as recap_job
from reports.documents.summary import summary_pdf
from reports.enums import BatchLayout
from reports.models import LetterBatch
from reports.selectors.overview import overview
from reports.services import delivery, escalation, monthly, reminders, target_lights
from reports.services.letters.batches import PAPERS_JOB
from workshops.tasks import person_in_role

logger = logging.getLogger(__name__)


@shared_task
def queue_due_reminders() -> None:
    """Beat calls it each minute; missing a week of minutes loses nothing."""
    now = timezone.now()
    target_lights.look(now=now)
    reminders.queue_due(now=now)


@shared_task
def tell_of_standstills() -> None:
    """Beat calls it every ten minutes; the first run of a working day writes the digests."""
    escalation.tell(now=timezone.now())


@outbox_task
def send_reminder(reminder_id: int) -> None:
    """Sends one e-mail reminder, at most once."""
    delivery.send(reminder_id=reminder_id)


@shared_task
def monthly_reports() -> None:
    """Beat calls it every ten minutes; what is due goes out once, also months late."""
    monthly.queue_due(now=timezone.now())


@outbox_task
def send_monthly_report(report_id: int) -> None:
    """Sends one monthly report, at most once."""
    monthly.send(report_id=report_id)


@job_handler("reports.summary_pdf")
def make_summary_pdf(
    progress: Progress, *, programme_id: int, as_of: str, user_id: int, membership_id: int
) -> None:
    """Makes the PDF of a head's page as the person who asked may see it."""
    user = User.objects.get(pk=user_id)
    # The role in which it was asked for, as long as the person still holds it.
    user.active_membership = user.memberships.current().filter(pk=membership_id).first()
    visible = Programme.objects.visible_to(user).select_related("region")
    programme = visible.filter(pk=programme_id).first()
    if programme is None:
        raise JobFailedError("Program ini tidak bisa Anda buka lagi.")
    progress.report(0, 2)
    day = datetime.date.fromisoformat(as_of) if as_of else None
    page = overview(programme=programme, scope=user.scope, as_of=day)
    progress.report(1, 2)
    try:
        content = summary_pdf(page)
    except PdfError as error:
        logger.exception("No PDF for programme %s", programme_id)
        raise JobFailedError(
            "PDF tidak bisa dibuat. Coba lagi, atau cetak halaman ringkasan dari peramban."
        ) from error
    progress.attach(f"ringkasan-{programme.slug}-{page.summary.as_of:%Y-%m-%d}.pdf", content)
    progress.link(f"/laporan/{programme.slug}/", "Ringkasan siap diunduh.")
    progress.report(2, 2)


@job_handler(PAPERS_JOB)
def make_letters(
    progress: Progress, *, batch_id: int, layout: str, user_id: int, membership_id: int
) -> None:
    """Makes the papers of a batch of letters for somebody who still may see it."""
    by = person_in_role(user_id, membership_id)
    batch = LetterBatch.objects.visible_to(by).filter(pk=batch_id).first()
    if batch is None:
        raise JobFailedError("Surat ini tidak bisa Anda buka lagi.")
    make_papers(progress, batch, BatchLayout(layout))


@job_handler(recap_job.RECAP_JOB)
def make_recap(
    progress: Progress,
    *,
    code: str,
    kind_of_file: str,
    paper: str,
    user_id: int,
    membership_id: int,
    **asked: Any,
) -> None:
    """Makes the file of a recap as the person who asked may see it."""
    user = person_in_role(user_id, membership_id)
    question = recap_job.question_of(user, **asked)
    found = recap_job.make(progress, question, code=code, kind=kind_of_file, paper=paper)
    recap_job.tell_audit(found, by=user)
