"""The head's page of a programme, and the same as a PDF."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.enums import READERS, Role
from accounts.http import AuthenticatedHttpRequest
from certification.models import Programme
from certification.selectors import programme_summary
from halalportal.jobs import services as jobs
from halalportal.lib.access import roles
from halalportal.outbox.models import Queue
from reports.forms import AsOfForm
from reports.headline import headline
from reports.selectors.overview import overview, today_in


def base_for(request: AuthenticatedHttpRequest) -> str:
    """The base template: heads get big type and no script, everybody else the staff frame."""
    return "base/head.html" if request.user.role == Role.HEAD else "base/staff.html"


@roles(*READERS)
@require_safe
def summary_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The programmes of the province with their sentences."""
    programmes = Programme.objects.visible_to(request.user).select_related("region")[:20]
    summaries = [programme_summary(programme=programme) for programme in programmes]
    context = {
        "rows": [(summary, headline(summary)) for summary in summaries],
        "base_template": base_for(request),
    }
    return render(request, "reports/summary_list.html", context)


@roles(*READERS)
@require_safe
def summary_detail(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """One programme now, or at the end of a past day (`?per=2025-06-04`)."""
    programme = _visible(request, slug)
    form = AsOfForm(request.GET or None, today=today_in(programme))
    as_of = form.cleaned_data["per"] if form.is_valid() else None
    context = {
        "programme": programme,
        "page": overview(programme=programme, scope=request.user.scope, as_of=as_of),
        "as_of": as_of,
        "form": AsOfForm(initial={"per": as_of}, today=form.today) if form.is_valid() else form,
        "base_template": base_for(request),
    }
    return render(request, "reports/summary_detail.html", context)


@roles(*READERS)
@require_POST
def summary_pdf(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Starts the job that makes the PDF of the page."""
    programme = _visible(request, slug)
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


def _visible(request: AuthenticatedHttpRequest, slug: str) -> Programme:
    programmes = Programme.objects.visible_to(request.user).select_related("region", "office")
    return get_object_or_404(programmes, slug=slug)
