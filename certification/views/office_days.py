"""The calendar of an office: the country's days off, and its own departures from them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.enums import OFFICERS
from accounts.http import AuthenticatedHttpRequest
from certification.errors import CertificationError
from certification.forms.office_days import OfficeDayForm, YearForm
from certification.models import OfficeDay
from certification.selectors.calendar import decree_of, offices_of, year_of
from certification.services import office_days as services
from certification.views.shared import page, posted
from halalportal.lib.access import roles


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def office_day_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """A year's days off, and a form for one more day of the officer's own office."""
    offices = list(offices_of(request.user))
    form = OfficeDayForm(posted(request), offices=offices)
    if request.method == "POST" and form.is_valid():
        try:
            row = services.add_office_day(
                details=form.details(), by=request.user, office=form.cleaned_data.get("office")
            )
        except CertificationError as error:
            form.add_error("day", str(error))
        else:
            messages.success(request, "Hari kerja kantor tersimpan.")
            return redirect(f"{reverse('certification:office-day-list')}?tahun={row.day.year}")
    wanted = YearForm(request.GET)
    year = wanted.cleaned_data["tahun"] if wanted.is_valid() else timezone.localdate().year
    return page(
        request,
        "office_day_list",
        form=form,
        year=year,
        years=YearForm(request.GET if "tahun" in request.GET else None, initial={"tahun": year}),
        offices=offices,
        days=year_of(year, offices),
        decree=decree_of(year),
    )


@roles(*OFFICERS)
@require_POST
def office_day_remove(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Takes a day out of the own office's calendar."""
    days = OfficeDay.objects.filter(office__in=offices_of(request.user))
    row = get_object_or_404(days.select_related("office"), pk=pk)
    year = row.day.year
    services.remove_office_day(row=row, by=request.user)
    messages.success(request, f"{row.name} dihapus dari hari kerja kantor.")
    return redirect(f"{reverse('certification:office-day-list')}?tahun={year}")
