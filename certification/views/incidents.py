"""Outages of SiHalal or OSS: begun, grown, ended."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from accounts.enums import OFFICERS
from accounts.http import AuthenticatedHttpRequest
from certification import rules
from certification.errors import CertificationError
from certification.forms.obstacles import BlockForm, IncidentForm, MomentForm
from certification.models import Incident
from certification.selectors.zones import zone_of
from certification.services import incidents as services
from certification.views.shared import page, posted
from halalportal.lib.access import roles
from halalportal.lib.formats import number


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def incident_create(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Writes an outage down, with the cases of the person's region that it blocks."""
    form = IncidentForm(posted(request), zone=zone_of(request.user))
    try:
        if request.method == "POST" and form.is_valid():
            data = form.cleaned_data
            incident = services.start(
                system=data["system"],
                started_at=form.moment(),
                note=data["note"],
                with_in_sihalal=data["with_in_sihalal"],
                by=request.user,
            )
            count = number(incident.obstacles.count())
            messages.success(request, f"Gangguan tercatat. {count} pengajuan tertahan.")
            return redirect("certification:obstacle-overview")
    except CertificationError as error:
        form.add_error(None, str(error))
    return page(request, "incident_create", form=form)


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def incident_block(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Adds the cases that wait for SiHalal by now."""
    incident = _visible(request, pk)
    form = BlockForm(posted(request))
    try:
        if request.method == "POST" and form.is_valid():
            count = services.block(incident=incident, by=request.user, **form.cleaned_data)
            messages.success(request, f"{number(count)} pengajuan ditambahkan ke gangguan ini.")
            return redirect("certification:obstacle-overview")
    except CertificationError as error:
        form.add_error(None, str(error))
    return page(request, "incident_block", form=form, incident=incident)


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def incident_end(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ends it: the obstacles that it made are resolved at once."""
    incident = _visible(request, pk)
    if not rules.can_end_incident(request.user, incident):
        raise PermissionDenied
    form = MomentForm(posted(request), zone=zone_of(request.user))
    try:
        if request.method == "POST" and form.is_valid():
            count = services.end(incident=incident, ended_at=form.moment(), by=request.user)
            messages.success(
                request, f"Gangguan selesai. {number(count)} pengajuan bisa dilanjutkan."
            )
            return redirect("certification:obstacle-overview")
    except CertificationError as error:
        form.add_error(None, str(error))
    return page(request, "incident_end", form=form, incident=incident)


def _visible(request: AuthenticatedHttpRequest, pk: int) -> Incident:
    visible = Incident.objects.visible_to(request.user).select_related("region")
    return get_object_or_404(visible, pk=pk)
