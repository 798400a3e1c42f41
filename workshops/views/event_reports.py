"""The report of an event: figures by themselves, words by the office, PDF as a job."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.enums import OFFICERS, READERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.jobs import services as jobs
from halalportal.lib.access import roles
from halalportal.outbox.models import Queue
from workshops import rules
from workshops.enums import StopKind
from workshops.errors import WorkshopError
from workshops.event_report_document import REPORT_JOB
from workshops.forms.event_report import EventReportForm
from workshops.models import Event, EventReport
from workshops.selectors.event_report import figures
from workshops.services import event_reports as services
from workshops.views.shared import managed_event, visible_event


@roles(*READERS)
@require_GET
def report_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The report as it stands."""
    event = _reported_event(request, pk)
    context = {
        "event": event,
        "page": figures(event),
        "can_manage": rules.can_manage(request.user, event),
    }
    return render(request, "workshops/report_detail.html", context)


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def report_edit(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The office's words; each part may stay empty for now."""
    event = managed_event(request, pk)
    report = EventReport.objects.filter(event=event).first()
    stops = list(event.stops.filter(kind=StopKind.VISIT))
    form = EventReportForm(request.POST or None, report=report, stops=stops)
    if request.method == "POST" and form.is_valid():
        try:
            services.save(
                event=event,
                texts=form.texts(),
                learned=form.learned(),
                seen=form.cleaned_data["seen"],
                by=request.user,
            )
        except WorkshopError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Laporan tersimpan.")
            return redirect("workshops:report-detail", pk=pk)
    return render(request, "workshops/report_form.html", {"event": event, "form": form})


@roles(*READERS)
@require_POST
def report_pdf(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Makes the report as PDF in the background."""
    event = _reported_event(request, pk)
    membership = request.user.active_membership
    job = jobs.start(
        kind=REPORT_JOB,
        title=f"Laporan {event.title}",
        by=request.user,
        queue=Queue.PDF,
        event_id=event.pk,
        user_id=request.user.pk,
        membership_id=membership.pk if membership else 0,
    )
    return redirect("jobs:job-detail", pk=job.pk)


def _reported_event(request: AuthenticatedHttpRequest, pk: int) -> Event:
    """The event, 404 for a stranger, 403 for an office that only sent people."""
    event = visible_event(request, pk)
    if not rules.can_see_outcome(request.user, event):
        raise PermissionDenied
    return event
