"""The jobs of this app: load, ask who may, call, tell the person where the result is."""

import logging

from celery import shared_task
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from halalportal.jobs.registry import JobFailedError, Progress, job_handler
from halalportal.lib.pdf import PdfError
from workshops import door_papers, rules
from workshops.certificate_batch import make_papers
from workshops.certificate_paper import BatchLayout
from workshops.door_papers import PAPER_JOB
from workshops.event_report_document import REPORT_JOB, report_pdf
from workshops.models import Event
from workshops.services import aid_notes, meeting_guests, surveys
from workshops.services.certificates import PAPERS_JOB

logger = logging.getLogger(__name__)


@shared_task
def sweep_aid_notes() -> int:
    """Deletes what help people needed at events that ended a month ago."""
    return aid_notes.sweep(now=timezone.now())


@shared_task
def forget_meeting_guests() -> int:
    """Deletes names of meetings' guests who are no participants, ninety days after the report."""
    return meeting_guests.forget(now=timezone.now())


@shared_task
def forget_survey_words() -> int:
    """Deletes what people wrote in surveys that closed ninety days ago, and who answered."""
    return surveys.forget(now=timezone.now())


@job_handler(REPORT_JOB)
def make_event_report(
    progress: Progress, *, event_id: int, user_id: int, membership_id: int
) -> None:
    """Makes the report of an event as PDF for somebody who still may read it."""
    by = person_in_role(user_id, membership_id)
    visible = Event.objects.visible_to(by).select_related("region", "organiser")
    event = visible.filter(pk=event_id).first()
    if event is None or not rules.can_see_outcome(by, event):
        raise JobFailedError("Laporan kegiatan ini tidak bisa Anda buka lagi.")
    progress.report(0, 2)
    try:
        content = report_pdf(event)
    except PdfError as error:
        logger.exception("No report for event %s", event_id)
        raise JobFailedError("PDF tidak bisa dibuat. Coba lagi sebentar lagi.") from error
    progress.attach(f"laporan-kegiatan-{event.pk}.pdf", content)
    address = reverse("workshops:report-detail", args=[event.pk])
    progress.link(address, "Draf laporan siap diunduh.")
    progress.report(2, 2)


@job_handler(PAPERS_JOB)
def make_certificates(progress: Progress, *, event_id: int, layout: str) -> None:
    """Makes the papers of all certificates of an event."""
    make_papers(progress, Event.objects.get(pk=event_id), BatchLayout(layout))


def person_in_role(user_id: int, membership_id: int) -> User:
    """Who asked, in the role of then; without a role when that has ended."""
    user: User = User.objects.get(pk=user_id)
    user.active_membership = user.memberships.current().filter(pk=membership_id).first()
    return user


@job_handler(PAPER_JOB)
def make_door_paper(
    progress: Progress, *, event_id: int, paper: str, user_id: int, membership_id: int
) -> None:
    """Makes the badges or the signature sheet of an event for somebody who still sees it."""
    by = person_in_role(user_id, membership_id)
    visible = Event.objects.visible_to(by).select_related("region", "organiser")
    event = visible.filter(pk=event_id).first()
    if event is None:
        raise JobFailedError("Kegiatan ini tidak bisa Anda buka lagi.")
    progress.report(0, 2)
    make = door_papers.badges_pdf if paper == door_papers.BADGES else door_papers.signatures_pdf
    try:
        content = make(event, by)
    except PdfError as error:
        logger.exception("No %s for event %s", paper, event_id)
        raise JobFailedError("PDF tidak bisa dibuat. Coba lagi sebentar lagi.") from error
    progress.attach(f"{paper}-{event.pk}.pdf", content)
    address = reverse("workshops:attendance-overview", args=[event.pk])
    progress.link(address, "Berkas siap diunduh.")
    progress.report(2, 2)
