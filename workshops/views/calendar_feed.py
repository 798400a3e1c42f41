"""A person's calendar at a secret address, and single events as files."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST, require_safe

from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import public, signed_in
from workshops.calendar_file import CONTENT_TYPE, calendar_of
from workshops.enums import ParticipantStatus
from workshops.models import CalendarFeed, Event
from workshops.selectors.feed import feed_of, for_calendar
from workshops.services import feeds
from workshops.views.shared import linked_participant

# Calendar programs ask again after so long; nothing between them and the portal may keep it.
KEPT_SECONDS = 900


@signed_in
@require_GET
def calendar_feed(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Whether the person has a calendar address, and what to do with one."""
    return _page(request)


@signed_in
@require_POST
def calendar_feed_renew(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Makes an address and shows it this once."""
    key = feeds.renew(by=request.user)
    path = reverse("workshops:calendar-file", args=[key])
    response = _page(request, url=request.build_absolute_uri(path))
    response["Cache-Control"] = "no-store"
    return response


@signed_in
@require_POST
def calendar_feed_remove(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Makes the address useless."""
    feeds.remove(by=request.user)
    messages.success(request, "Alamat kalender dihapus. Kalender di HP Anda tidak diperbarui lagi.")
    return redirect("workshops:calendar-feed")


@public
@require_safe
def calendar_file(request: HttpRequest, key: str) -> HttpResponse:
    """The events of the person to whom the key belongs."""
    user = feeds.user_of(key)
    if user is None:
        raise Http404
    feed = feed_of(user, now=timezone.now())
    return _answer(calendar_of(feed.events, with_link=feed.with_link, name="Kegiatan halal"))


@public
@require_safe
def event_file(request: HttpRequest, pk: int) -> HttpResponse:
    """One public event as a file, without its online room."""
    event = get_object_or_404(for_calendar(Event.objects.public()), pk=pk)
    return _answer(calendar_of([event], with_link=()), name=f"kegiatan-{event.pk}")


@public
@require_safe
def participant_event_file(request: HttpRequest, token: str) -> HttpResponse:
    """The event of a participant as a file, with the online room for who holds a seat."""
    participant = linked_participant(token)
    event = for_calendar(Event.objects.all()).get(pk=participant.event_id)
    holds_seat = participant.status == ParticipantStatus.REGISTERED
    content = calendar_of([event], with_link=[event.pk] if holds_seat else [])
    return _answer(content, name=f"kegiatan-{event.pk}")


def _page(request: AuthenticatedHttpRequest, *, url: str = "") -> HttpResponse:
    feed = CalendarFeed.objects.filter(user=request.user).first()
    return render(request, "workshops/calendar_feed.html", {"feed": feed, "url": url})


def _answer(content: bytes, *, name: str = "") -> HttpResponse:
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response["Cache-Control"] = f"private, max-age={KEPT_SECONDS}"
    response["X-Robots-Tag"] = "noindex"
    if name:
        response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response
