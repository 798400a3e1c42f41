"""What a companion found, for all who see the application, and the draft of the recommendation."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from accounts.enums import OFFICERS, Role
from accounts.http import AuthenticatedHttpRequest
from certification.selectors.verification_report import report_of
from certification.verification_draft import DRAFT_JOB
from certification.views.shared import READERS, page, visible_application
from halalportal.jobs import services as jobs
from halalportal.lib.access import roles
from halalportal.outbox.models import Queue

DRAFTERS = (Role.COMPANION, Role.LP3H_COORDINATOR, *OFFICERS)
NOT_YET = "Hasil verifikasi belum ada. Pendamping mengisinya setelah berkunjung."


@roles(*READERS)
@require_GET
def verification_detail(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """The finished visit, to read and to print."""
    application = visible_application(request, number)
    report = report_of(application)
    if report is None:
        messages.info(request, NOT_YET)
        return redirect("certification:application-detail", number=number)
    return page(
        request,
        "verification_detail",
        application=application,
        report=report,
        can_draft=report.visit.is_final and request.user.role in DRAFTERS,
    )


@roles(*DRAFTERS)
@require_POST
def verification_draft(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """Makes the draft of the recommendation as PDF in the background."""
    application = visible_application(request, number)
    report = report_of(application)
    if report is None or not report.visit.is_final:
        messages.error(request, "Draf dibuat setelah pendamping memberi rekomendasi.")
        return redirect("certification:application-detail", number=number)
    membership = request.user.active_membership
    job = jobs.start(
        kind=DRAFT_JOB,
        title=f"Draf rekomendasi {number}",
        by=request.user,
        queue=Queue.PDF,
        application_id=application.pk,
        user_id=request.user.pk,
        membership_id=membership.pk if membership else 0,
    )
    return redirect("jobs:job-detail", pk=job.pk)
