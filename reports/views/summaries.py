"""The head's page of a programme, and the same as a PDF and a workbook."""

import datetime

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.enums import READERS, Role
from accounts.http import AuthenticatedHttpRequest
from certification.models import Programme
from certification.selectors import programme_summary
from halalportal.jobs import services as jobs
from halalportal.lib.access import roles
from halalportal.lib.worksheets import XLSX_TYPE
from halalportal.outbox.models import Queue
from reports.documents.summary import summary_xlsx
from reports.forms.periods import AsOfForm
from reports.headline import headline
from reports.selectors.overview import overview, today_in
from reports.selectors.region_summary import of_region
from reports.whatsapp_lines import whatsapp_lines


def base_for(request: AuthenticatedHttpRequest) -> str:
    """The base template: heads get big type and no script, everybody else the staff frame."""
    return "base/head.html" if request.user.role == Role.HEAD else "base/staff.html"


def visible_programme(request: AuthenticatedHttpRequest, slug: str) -> Programme:
    """The programme, 404 for somebody from another province."""
    programmes = Programme.objects.visible_to(request.user).select_related("region", "office")
    return get_object_or_404(programmes, slug=slug)


def day_of(request: AuthenticatedHttpRequest, programme: Programme) -> datetime.date | None:
    """The past day of the address (`?per=2025-06-04`); None for the present and for nonsense."""
    form = AsOfForm(request.GET, today=today_in(programme))
    return form.cleaned_data["per"] if form.is_valid() else None


@roles(*READERS)
@require_safe
def summary_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The programmes of the province with their sentences, for a kab/kota with its own figures."""
    code = request.user.scope.region_code if len(request.user.scope.region_code) > 2 else ""
    programmes = Programme.objects.visible_to(request.user).select_related("region")[:20]
    summaries = [programme_summary(programme=programme) for programme in programmes]
    if code:
        summaries = [of_region(summary, code) for summary in summaries]
    context = {
        "rows": [(summary, headline(summary, code)) for summary in summaries],
        "base_template": base_for(request),
    }
    return render(request, "reports/summary_list.html", context)


@roles(*READERS)
@require_safe
def summary_detail(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """One programme now, or at the end of a past day (`?per=2025-06-04`)."""
    programme = visible_programme(request, slug)
    form = AsOfForm(request.GET or None, today=today_in(programme))
    as_of = form.cleaned_data["per"] if form.is_valid() else None
    page = overview(programme=programme, scope=request.user.scope, as_of=as_of)
    context = {
        "programme": programme,
        "page": page,
        "as_of": as_of,
        "per": f"?per={as_of.isoformat()}" if as_of else "",
        "lines": whatsapp_lines(page),
        "form": AsOfForm(initial={"per": as_of}, today=form.today) if form.is_valid() else form,
        "base_template": base_for(request),
    }
    return render(request, "reports/summary_detail.html", context)


@roles(*READERS)
@require_safe
def summary_excel(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """The whole figures as a workbook: also the rows for which the PDF has no room."""
    programme = visible_programme(request, slug)
    as_of = day_of(request, programme)
    page = overview(programme=programme, scope=request.user.scope, as_of=as_of)
    name = f"ringkasan-{programme.slug}-{page.summary.as_of:%Y-%m-%d}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(summary_xlsx(page), content_type=XLSX_TYPE, headers=headers)


@roles(*READERS)
@require_POST
def summary_pdf(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Starts the job that makes the PDF of the page."""
    programme = visible_programme(request, slug)
    form = AsOfForm(request.POST, today=today_in(programme))
    as_of = form.cleaned_data["per"] if form.is_valid() else None
    job = jobs.start(
        kind="reports.summary_pdf",
        title=f"Ringkasan {programme.name}"[:160],
        by=request.user,
        queue=Queue.PDF,
        programme_id=programme.pk,
        as_of=as_of.isoformat() if as_of else "",
        user_id=request.user.pk,
        membership_id=request.user.active_membership.pk if request.user.active_membership else 0,
    )
    return redirect("jobs:job-detail", pk=job.pk)
