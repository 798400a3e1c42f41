"""The events of a programme, and the programme of an event."""

from accounts.models import User
from certification.models import Programme
from reports.models import EventProgramme
from workshops.models import Event

SHOWN = 20


def programme_of(event: Event) -> Programme | None:
    """The programme that the event belongs to, if any."""
    entries = EventProgramme.objects.select_related("programme")
    entry = entries.filter(event=event).first()
    return entry.programme if entry else None


def events_of(programme: Programme, user: User) -> list[Event]:
    """The latest events of the programme that the person sees; one query."""
    entries = EventProgramme.objects.visible_to(user).filter(programme=programme)
    latest = entries.select_related("event").order_by("-event__starts_at")
    return [entry.event for entry in latest[:SHOWN]]
