"""Filling in the targets of an indicator and the words about a year."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.enums import Role
from accounts.http import AuthenticatedHttpRequest
from certification.models import Programme
from certification.rules import can_manage_programme
from halalportal.lib.access import roles
from reports.forms.indicators import IndicatorForm
from reports.models import Indicator
from reports.services import indicators as services
from reports.views.summaries import visible_programme


@roles(Role.PROVINCE_OFFICER)
@require_http_methods(["GET", "POST"])
def indicator_update(request: AuthenticatedHttpRequest, slug: str, indicator: str) -> HttpResponse:
    """One indicator in the year of a programme."""
    programme = visible_programme(request, slug)
    if not can_manage_programme(request.user, programme):
        raise PermissionDenied
    found = get_object_or_404(Indicator.objects.valid_in(programme.year), pk=indicator)
    form = _form(request, found, programme)
    if request.method == "POST" and form.is_valid() and _save(request, form, found, programme):
        messages.success(request, f"{found.name}: tersimpan.")
        return redirect("reports:recap-detail", slug=slug, code="indikator")
    context = {"programme": programme, "indicator": found, "form": form}
    return render(request, "reports/indicator_update.html", context)


def _form(
    request: AuthenticatedHttpRequest, indicator: Indicator, programme: Programme
) -> IndicatorForm:
    year = programme.year
    own = indicator.targets.filter(region=programme.region, first_year=year, last_year=year)
    return IndicatorForm(
        request.POST if request.method == "POST" else None,
        indicator=indicator,
        year=own.first(),
        plan=services.plan_around(indicator, programme.region_id, year),
    )


def _save(
    request: AuthenticatedHttpRequest,
    form: IndicatorForm,
    indicator: Indicator,
    programme: Programme,
) -> bool:
    """Whether it was written; what was refused stands in the form."""
    try:
        services.report_year(
            indicator=indicator,
            programme=programme,
            report=form.report(),
            plan=form.plan(),
            by=request.user,
        )
    except services.IndicatorError as error:
        form.add_error("first_year", str(error))
        return False
    return True
