"""Sessions of an event: add, change, remove."""

import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.enums import OFFICERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from workshops.errors import WorkshopError
from workshops.forms import SessionForm, period_initial
from workshops.models import Event
from workshops.selectors.told import told_count
from workshops.services import sessions as services
from workshops.views.shared import managed_event, managed_session, problems_shown

DAY = datetime.timedelta(days=1)


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def session_new(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """A new session, proposed to begin where the last one ends."""
    event = managed_event(request, pk)
    form = SessionForm(request.POST or None, event=event, initial=_proposal(event))
    if request.method == "POST" and form.is_valid():
        try:
            session = services.add(event=event, by=request.user, **form.values())
        except WorkshopError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"Sesi “{session.title}” tersimpan.")
            again = "lagi" in request.POST
            return redirect(f"workshops:{'session-new' if again else 'event-detail'}", pk=pk)
    return render(request, "workshops/session_form.html", {"form": form, "event": event})


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def session_edit(request: AuthenticatedHttpRequest, pk: int, session_pk: int) -> HttpResponse:
    """Changes a session."""
    session = managed_session(request, pk, session_pk)
    event = session.event
    initial = {"title": session.title} | period_initial(session, event.zone)
    form = SessionForm(request.POST or None, event=event, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.change(session=session, by=request.user, **form.values())
        except WorkshopError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Perubahan sesi tersimpan.")
            return redirect("workshops:event-detail", pk=pk)
    context = {"form": form, "event": event, "session": session, "told": told_count(event)}
    return render(request, "workshops/session_form.html", context)


@roles(*OFFICERS)
@require_POST
def session_remove(request: AuthenticatedHttpRequest, pk: int, session_pk: int) -> HttpResponse:
    """Takes out a session nobody attended."""
    session = managed_session(request, pk, session_pk)
    with problems_shown(request):
        services.remove(session=session, by=request.user)
        messages.success(request, f"Sesi “{session.title}” dihapus.")
    return redirect("workshops:event-detail", pk=pk)


def _proposal(event: Event) -> dict[str, Any]:
    """From the end of the last session to the end of the day; after a full day, the next one."""
    last = event.sessions.last()
    opens, closes = event.starts_at.astimezone(event.zone), event.ends_at.astimezone(event.zone)
    start = (last.ends_at if last else event.starts_at).astimezone(event.zone)
    if start.time() >= closes.time() and start.date() < closes.date():
        start = datetime.datetime.combine(start.date() + DAY, opens.time(), event.zone)
    has_room = start < closes
    return {
        "start_on": start.date(),
        "start_time": start.time() if has_room else None,
        "end_time": closes.time() if has_room else None,
    }
