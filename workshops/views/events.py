"""Pages of events: list, detail, new, change, copy."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.enums import OFFICERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from workshops import rules
from workshops.errors import WorkshopError
from workshops.forms import EventForm
from workshops.models import Event
from workshops.selectors import people as selectors
from workshops.services import copying
from workshops.services import events as services
from workshops.views.shared import TAKING_PART, managed_event, visible_event

PAGE_SIZE = 25


@roles(*TAKING_PART)
@require_GET
def event_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Events to come, and past ones page by page."""
    events = Event.objects.visible_to(request.user).select_related("region", "organiser")
    now = timezone.now()
    past = Paginator(events.past(now), PAGE_SIZE).get_page(request.GET.get("halaman"))
    context = {
        "upcoming": events.upcoming(now),
        "past": past,
        "is_officer": request.user.role in OFFICERS,
    }
    return render(request, "workshops/event_list.html", context)


@roles(*TAKING_PART)
@require_GET
def event_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """One event: when, where, sessions, counts; for participants their own presence."""
    event = visible_event(request, pk)
    user = request.user
    sees_people = rules.can_see_participants(user)
    context = {
        "event": event,
        "lesson_hours": selectors.lesson_hours(event),
        "can_manage": rules.can_manage(user, event),
        "sees_people": sees_people,
        "sees_all": rules.can_see_all_participants(user, event),
        "counts": selectors.mode_counts(event, user) if sees_people else [],
        "sessions": selectors.session_rows(event) if sees_people else [],
        "own_presence": [] if sees_people else selectors.own_presence(event, user),
        "takes_part": event.participants.visible_to(user).exists(),
    }
    return render(request, "workshops/event_detail.html", context)


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def event_new(request: AuthenticatedHttpRequest) -> HttpResponse:
    """A new event; its sessions come next."""
    form = EventForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        event = services.create(
            region=form.cleaned_data["region"], details=form.details(), by=request.user
        )
        messages.success(request, "Kegiatan tersimpan. Sekarang tambahkan sesinya.")
        return redirect("workshops:session-new", pk=event.pk)
    return render(request, "workshops/event_form.html", {"form": form})


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def event_edit(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Changes an event."""
    event = managed_event(request, pk)
    form = EventForm(request.POST or None, user=request.user, event=event)
    if request.method == "POST" and form.is_valid():
        try:
            services.change(event=event, details=form.details(), by=request.user)
        except WorkshopError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Perubahan kegiatan tersimpan.")
            return redirect("workshops:event-detail", pk=event.pk)
    return render(request, "workshops/event_form.html", {"form": form, "event": event})


@roles(*OFFICERS)
@require_POST
def event_copy(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The same event again, on a later date, without its participants."""
    event = managed_event(request, pk)
    today = timezone.localdate(timezone=event.zone)
    twin = copying.copy(event=event, by=request.user, today=today)
    messages.success(
        request,
        "Salinan kegiatan tersimpan dengan sesi yang sama, tanpa peserta. Periksa tanggalnya.",
    )
    return redirect("workshops:event-edit", pk=twin.pk)
