"""Two days of a programme side by side, and the same as a workbook."""

import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.enums import READERS
from accounts.http import AuthenticatedHttpRequest
from certification.models import Programme
from halalportal.lib.access import roles
from halalportal.lib.worksheets import XLSX_TYPE
from reports.documents.comparison import comparison_xlsx
from reports.forms.periods import ComparisonForm
from reports.selectors.comparison import Comparison, compare
from reports.selectors.overview import today_in
from reports.views.summaries import base_for, visible_programme

# What is compared before anybody has chosen two days.
SPAN = datetime.timedelta(weeks=4)


@roles(*READERS)
@require_safe
def summary_compare(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Each figure, kab/kota and LP3H on two days (`?dari=2025-05-01&sampai=2025-06-04`)."""
    programme = visible_programme(request, slug)
    form = _form(request, programme)
    has_days = programme.starts_on < form.today
    page = _compared(request, programme, form) if has_days else None
    context = {
        "programme": programme,
        "form": form.as_written() if page else form,
        "page": page,
        "has_days": has_days,
        "base_template": base_for(request),
    }
    return render(request, "reports/summary_compare.html", context)


@roles(*READERS)
@require_safe
def summary_compare_excel(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """The workbook of what the page shows; without two days back to the page that asks for them."""
    programme = visible_programme(request, slug)
    page = _compared(request, programme, _form(request, programme))
    if page is None:
        return redirect("reports:summary-compare", slug)
    name = f"perbandingan-{slug}-{page.since:%Y-%m-%d}-{page.until:%Y-%m-%d}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(comparison_xlsx(page), content_type=XLSX_TYPE, headers=headers)


def _form(request: AuthenticatedHttpRequest, programme: Programme) -> ComparisonForm:
    """Filled from the address, or with the last four weeks."""
    today = today_in(programme)
    usual = {"dari": max(today - SPAN, programme.starts_on), "sampai": today}
    days = {name: request.GET.get(name, "") for name in usual}
    chosen = days if any(days.values()) else {name: d.isoformat() for name, d in usual.items()}
    return ComparisonForm(chosen, first=programme.starts_on, today=today)


def _compared(
    request: AuthenticatedHttpRequest, programme: Programme, form: ComparisonForm
) -> Comparison | None:
    if not form.is_valid():
        return None
    days = form.cleaned_data
    return compare(
        programme=programme, scope=request.user.scope, since=days["dari"], until=days["sampai"]
    )
