"""The jobs of this app: load, ask who may, call, tell the person where the result is."""

import logging

from django.urls import reverse

from accounts.models import User
from halalportal.jobs.registry import JobFailedError, Progress, job_handler
from halalportal.lib.pdf import PdfError
from workshops import rules
from workshops.event_report_document import REPORT_JOB, report_pdf
from workshops.models import Event

logger = logging.getLogger(__name__)


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


def person_in_role(user_id: int, membership_id: int) -> User:
    """Who asked, in the role of then; without a role when that has ended."""
    user: User = User.objects.get(pk=user_id)
    user.active_membership = user.memberships.current().filter(pk=membership_id).first()
    return user
