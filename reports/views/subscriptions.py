"""Monthly reports by e-mail: which one wants, and which were sent."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.enums import READERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from reports.models import MonthlyReport
from reports.selectors.monthly import offers, past_reports
from reports.services import monthly
from reports.views.summaries import base_for, visible_programme


@roles(*READERS)
@require_safe
def subscription_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The programmes with their buttons, and the reports that were sent."""
    context = {
        "offers": offers(request.user),
        "reports": past_reports(request.user),
        "email": request.user.email,
        "base_template": base_for(request),
    }
    return render(request, "reports/subscription_list.html", context)


@roles(*READERS)
@require_POST
def subscription_start(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Begins to send the report of a programme."""
    programme = visible_programme(request, slug)
    try:
        monthly.subscribe(programme=programme, by=request.user)
    except monthly.NoAddressError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Laporan bulanan {programme.name} dikirim ke email Anda.")
    return redirect("reports:subscription-list")


@roles(*READERS)
@require_POST
def subscription_end(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Sends it no more."""
    programme = visible_programme(request, slug)
    monthly.unsubscribe(programme=programme, by=request.user)
    messages.success(request, f"Laporan bulanan {programme.name} tidak dikirim lagi.")
    return redirect("reports:subscription-list")


@roles(*READERS)
@require_POST
def monthly_report_send_again(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Sends a report once more of which nobody knows whether it arrived."""
    report = get_object_or_404(MonthlyReport.objects.visible_to(request.user), pk=pk)
    try:
        monthly.send_again(report=report, by=request.user)
    except monthly.ReportMovedError:
        messages.warning(request, "Laporan ini sudah terkirim.")
    else:
        messages.success(request, "Laporan dikirim lagi sebentar lagi.")
    return redirect("reports:subscription-list")
