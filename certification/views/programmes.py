"""Pages of programmes: list, new, the table of places, handing them out."""

import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET, require_http_methods

from accounts.enums import OFFICERS, READERS, Role
from accounts.http import AuthenticatedHttpRequest
from certification import rules
from certification.errors import CertificationError
from certification.forms.programmes import ProgrammeForm
from certification.forms.quota import OrganisationShareForm
from certification.models import Programme
from certification.selectors import programme_summary
from certification.selectors.budget import current_cost
from certification.selectors.split_table import split_rows
from certification.services import programmes as services
from certification.services import quota
from certification.services.drafts import local_today
from certification.views.shared import managed_programme, page, posted, visible_programme
from halalportal.lib.access import roles


@roles(*READERS, Role.LP3H_COORDINATOR)
@require_GET
def programme_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The programmes of the person's province, each with its figures."""
    visible = Programme.objects.visible_to(request.user)
    return page(
        request,
        "programme_list",
        programmes=Programme.objects.filter(pk__in=visible.values("pk")).with_places(),
        can_open=rules.can_open_programme(request.user),
    )


@roles(Role.PROVINCE_OFFICER)
@require_http_methods(["GET", "POST"])
def programme_create(request: AuthenticatedHttpRequest) -> HttpResponse:
    """A new programme with its quota; dividing it comes next."""
    form = ProgrammeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        programme = services.open_programme(
            details=form.details(), opening=form.opening(), by=request.user
        )
        messages.success(request, "Program dibuka. Sekarang bagi kuotanya.")
        return redirect("certification:programme-split", slug=programme.slug)
    return page(request, "programme_form", form=form)


@roles(*READERS, Role.LP3H_COORDINATOR)
@require_GET
def programme_detail(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Three figures, the targets, and who has how many places: worst first.

    `?per=2025-06-04` shows them as they stood at the end of that day.
    """
    programme = visible_programme(request, slug)
    day = _past_day(request, programme)
    summary = programme_summary(programme=programme, as_of=day).within(request.user.scope)
    return page(
        request,
        "programme_detail",
        programme=programme,
        summary=summary,
        day=day,
        rows=split_rows(summary),
        unit_cost=current_cost(programme, local_today(programme.region)),
        can_manage=programme.cancelled_at is None
        and rules.can_manage_programme(request.user, programme),
        can_list=request.user.role != Role.HEAD,
        can_set_days=request.user.role in OFFICERS,
    )


def _past_day(request: AuthenticatedHttpRequest, programme: Programme) -> datetime.date | None:
    """The past day of the address; None for the present and for what is none."""
    try:
        day = parse_date(request.GET.get("per", ""))
    except ValueError:
        return None
    return day if day and day < local_today(programme.region) else None


@roles(Role.PROVINCE_OFFICER)
@require_http_methods(["GET", "POST"])
def programme_split_lp3h(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Places of an LP3H in one kab/kota."""
    programme = managed_programme(request, slug)
    initial = {"region": request.GET.get("kabupaten"), "organisation": request.GET.get("lp3h")}
    form = OrganisationShareForm(
        posted(request), programme=programme, user=request.user, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            quota.distribute(programme=programme, shares=[form.share()], by=request.user)
        except CertificationError as error:
            form.add_error("count", str(error))
        else:
            messages.success(request, "Kuota LP3H tersimpan.")
            return redirect("certification:programme-detail", slug=slug)
    return page(request, "programme_split_lp3h", programme=programme, form=form)
