"""The second page about an event: its rules; and what help its people need."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.enums import OFFICERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from workshops.enums import MEETINGS
from workshops.errors import WorkshopError
from workshops.forms.event_rules import EventRulesForm
from workshops.services import aid_notes
from workshops.services import event_rules as services
from workshops.views.shared import managed_event


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def event_rules(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Who may sign up, what a certificate asks, what the meeting follows."""
    event = managed_event(request, pk)
    form = EventRulesForm(request.POST or None, event=event, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            services.change(event=event, rules=form.rules(), by=request.user)
        except WorkshopError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Aturan kegiatan tersimpan.")
            return redirect("workshops:event-detail", pk=event.pk)
    context = {"form": form, "event": event, "is_meeting": event.kind in MEETINGS}
    return render(request, "workshops/event_rules.html", context)


@roles(*OFFICERS)
@require_GET
def aid_note_list(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """What help participants need in the room; opening the page is on record."""
    event = managed_event(request, pk)
    notes = aid_notes.read_all(event=event, by=request.user)
    return render(request, "workshops/aid_note_list.html", {"event": event, "notes": notes})
