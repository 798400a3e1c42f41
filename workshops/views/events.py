"""Pages of events: list, detail, new, change, copy."""

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.enums import OFFICERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import public, roles
from workshops import rules
from workshops.errors import WorkshopError
from workshops.forms import EventForm
from workshops.models import Event
from workshops.selectors import people as selectors
from workshops.selectors.own_page import own_participations
from workshops.selectors.programme import is_trip, programme
from workshops.selectors.told import told_count
from workshops.services import copying
from workshops.services import events as services
from workshops.services.aid_notes import aid_count
from workshops.services.links import token_for
from workshops.views.public_events import coming_events, public_detail, public_list
from workshops.views.shared import TAKING_PART, managed_event

PAGE_SIZE = 25


@public
@require_GET
def event_list(request: HttpRequest) -> HttpResponse:
    """The person's own events; for everybody else the public calendar."""
    if getattr(request.user, "role", "") in TAKING_PART:
        return _own_list(cast(AuthenticatedHttpRequest, request))
    return public_list(request)


def _own_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Events to come, and past ones page by page; below them others that are open to all."""
    events = Event.objects.visible_to(request.user).select_related("region", "organiser")
    now = timezone.now()
    upcoming = list(events.upcoming(now))
    past = Paginator(events.past(now), PAGE_SIZE).get_page(request.GET.get("halaman"))
    own = {event.pk for event in upcoming}
    sees_more = not request.user.scope.is_regional
    context = {
        "upcoming": upcoming,
        "past": past,
        "is_officer": request.user.role in OFFICERS,
        "open_events": [
            row for row in (coming_events() if sees_more else []) if row.event.pk not in own
        ],
    }
    return render(request, "workshops/event_list.html", context)


@public
@require_GET
def event_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The event as the person may see it; for everybody else its public page, 404 without one."""
    if getattr(request.user, "role", "") in TAKING_PART:
        event = Event.objects.visible_to(request.user).select_related("region", "organiser")
        if found := event.filter(pk=pk).first():
            return _own_detail(cast(AuthenticatedHttpRequest, request), found)
    return public_detail(request, pk)


def _own_detail(request: AuthenticatedHttpRequest, event: Event) -> HttpResponse:
    """When, where, programme, counts; for participants their own presence."""
    user = request.user
    sees_people = rules.can_see_participants(user)
    can_manage = rules.can_manage(user, event)
    context = {
        "event": event,
        "lesson_hours": selectors.lesson_hours(event),
        "can_manage": can_manage,
        "sees_people": sees_people,
        "sees_all": rules.can_see_all_participants(user, event),
        "counts": selectors.mode_counts(event, user) if sees_people else [],
        "sessions": selectors.session_rows(event) if sees_people else [],
        "own_presence": [] if sees_people else selectors.own_presence(event, user),
        "takes_part": event.participants.visible_to(user).exists(),
        "own_links": [
            (person.represents, token_for(person)) for person in own_participations(event, user)
        ],
        "programme": programme(event),
        "is_trip": is_trip(event),
        "aid_count": aid_count(event) if can_manage else 0,
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
    context = {"form": form, "event": event, "told": told_count(event)}
    return render(request, "workshops/event_form.html", context)


@roles(*OFFICERS)
@require_POST
def event_copy(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The same event again, on a later date, without its participants."""
    event = managed_event(request, pk)
    today = timezone.localdate(timezone=event.zone)
    twin = copying.copy(event=event, by=request.user, today=today)
    messages.success(
        request,
        "Salinan kegiatan tersimpan tanpa peserta. Periksa tanggal dan jamnya.",
    )
    return redirect("workshops:event-edit", pk=twin.pk)
