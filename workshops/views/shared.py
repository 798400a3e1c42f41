"""What the views of this app have in common."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from accounts.enums import STAFF, Role
from accounts.http import AuthenticatedHttpRequest
from workshops.errors import WorkshopError
from workshops.models import Event, Participant, Session
from workshops.services import links

# Everybody but the technical admin, who sees no personal data.
TAKING_PART = (*STAFF, Role.OWNER)


class LinkExpiredError(Http404):
    """A participant's link that is changed, too old, or of somebody taken off the list.

    The page for 404 knows it by this name and says so in a plain sentence.
    """


def linked_participant(token: str) -> Participant:
    """The participant of a link without sign-in. Raises `LinkExpiredError`, a 404."""
    participant = links.participant_of(token)
    if participant is None:
        raise LinkExpiredError
    return participant


def visible_event(request: AuthenticatedHttpRequest, pk: int) -> Event:
    """The event, 404 for a stranger."""
    events = Event.objects.visible_to(request.user).select_related("region", "organiser")
    return get_object_or_404(events, pk=pk)


def managed_event(request: AuthenticatedHttpRequest, pk: int) -> Event:
    """The event, 404 for an officer of another region."""
    events = Event.objects.managed_by(request.user).select_related("region", "organiser")
    return get_object_or_404(events, pk=pk)


def managed_session(request: AuthenticatedHttpRequest, pk: int, session_pk: int) -> Session:
    """The session of exactly this event, 404 for an officer of another region."""
    sessions = Session.objects.filter(event__in=Event.objects.managed_by(request.user))
    return get_object_or_404(sessions.select_related("event"), event_id=pk, pk=session_pk)


@contextmanager
def problems_shown(request: HttpRequest) -> Iterator[None]:
    """Turns what stands in the way of a change into a message on the next page."""
    try:
        yield
    except WorkshopError as problem:
        messages.error(request, str(problem))
