"""The itinerary of a study visit, on one page."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.enums import OFFICERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from workshops.errors import WorkshopError
from workshops.forms.programme import StopForm
from workshops.models import Event, Stop
from workshops.selectors.programme import is_trip, trip_days
from workshops.services import stops as services
from workshops.views.shared import managed_event


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def stop_list(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The stops by day, and a form for one more that begins where the last one ends."""
    event = _trip(request, pk)
    form = StopForm(request.POST or None, event=event, initial=_proposal(event))
    if request.method == "POST" and form.is_valid():
        try:
            stop = services.add(event=event, details=form.details(), by=request.user)
        except WorkshopError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"{stop.place} ditambahkan ke rencana perjalanan.")
            return redirect("workshops:stop-list", pk=pk)
    return _page(request, event, form)


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def stop_edit(request: AuthenticatedHttpRequest, pk: int, stop_pk: int) -> HttpResponse:
    """The same page with the form filled in."""
    event = _trip(request, pk)
    stop = get_object_or_404(event.stops, pk=stop_pk)
    form = StopForm(request.POST or None, event=event, stop=stop)
    if request.method == "POST" and form.is_valid():
        try:
            services.change(stop=stop, details=form.details(), by=request.user)
        except WorkshopError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Perubahan rencana perjalanan tersimpan.")
            return redirect("workshops:stop-list", pk=pk)
    return _page(request, event, form, stop)


@roles(*OFFICERS)
@require_POST
def stop_remove(request: AuthenticatedHttpRequest, pk: int, stop_pk: int) -> HttpResponse:
    """Takes a stop out."""
    stop = get_object_or_404(_trip(request, pk).stops, pk=stop_pk)
    services.remove(stop=stop, by=request.user)
    messages.success(request, f"{stop.place} dihapus dari rencana perjalanan.")
    return redirect("workshops:stop-list", pk=pk)


def _trip(request: AuthenticatedHttpRequest, pk: int) -> Event:
    """The event, 404 when it has no itinerary."""
    event = managed_event(request, pk)
    if not is_trip(event):
        raise Http404
    return event


def _proposal(event: Event) -> dict[str, Any]:
    last = event.stops.last()
    start = (last.ends_at if last else event.starts_at).astimezone(event.zone)
    return {"start_on": start.date(), "start_time": start.time()}


def _page(
    request: AuthenticatedHttpRequest, event: Event, form: StopForm, chosen: Stop | None = None
) -> HttpResponse:
    context = {"event": event, "form": form, "days": trip_days(event), "chosen": chosen}
    return render(request, "workshops/stop_list.html", context)
