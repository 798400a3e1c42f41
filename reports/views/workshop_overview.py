"""All events of a period with their way to the certificate, on the page and as Excel."""

import datetime
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.enums import READERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from halalportal.lib.formats import long_date
from halalportal.lib.worksheets import XLSX_TYPE
from reports.documents.workshops import workshops_workbook
from reports.forms import PeriodFilterForm
from reports.selectors.workshop_funnel_rows import STEPS
from reports.selectors.workshop_overview import WorkshopOverview, workshop_overview
from reports.views.summaries import base_for


@roles(*READERS)
@require_GET
def workshop_overview_page(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Events from `dari` to `sampai`, else of this year; `wilayah` narrows to a kab/kota."""
    form, since, until = _period(request)
    overview = _overview(request, since, until)
    period = urlencode({"dari": f"{since:%d/%m/%Y}", "sampai": f"{until:%d/%m/%Y}"})
    context = {
        "overview": overview,
        "form": form,
        "steps": STEPS.values(),
        "since": since,
        "until": until,
        "period": period,
        "chips": _chips(overview, period),
        "base_template": base_for(request),
    }
    return render(request, "reports/workshop_overview.html", context)


@roles(*READERS)
@require_GET
def workshop_overview_excel(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The same numbers as a workbook."""
    _, since, until = _period(request)
    overview = _overview(request, since, until)
    content = workshops_workbook(overview, f"{long_date(since)} sampai {long_date(until)}")
    name = f"kegiatan-{since:%Y-%m-%d}-{until:%Y-%m-%d}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=XLSX_TYPE, headers=headers)


def _overview(
    request: AuthenticatedHttpRequest, since: datetime.date, until: datetime.date
) -> WorkshopOverview:
    regency = request.GET.get("wilayah", "")
    return workshop_overview(request.user, since=since, until=until, regency=regency)


def _chips(overview: WorkshopOverview, period: str) -> list[tuple[str, str, str]]:
    """The kab/kota to which the list is narrowed, with the address without it."""
    chosen = [line.name for line in overview.regencies if line.code == overview.regency]
    return [("Kab/kota", name, f"?{period}") for name in chosen]


def _period(
    request: AuthenticatedHttpRequest,
) -> tuple[PeriodFilterForm, datetime.date, datetime.date]:
    """The form with the days it asks for; this year where it asks for none it understands."""
    year = timezone.localdate().year
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    if not request.GET.keys() & {"dari", "sampai"}:
        return PeriodFilterForm(initial={"dari": first, "sampai": last}), first, last
    form = PeriodFilterForm(request.GET)
    if not form.is_valid():
        return form, first, last
    return form, form.cleaned_data["dari"], form.cleaned_data["sampai"]
