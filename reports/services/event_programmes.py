"""Saying which programme an event belongs to."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from certification.models import Programme
from halalportal.audit.services import record
from reports.models import EventProgramme
from workshops.models import Event
from workshops.rules import can_manage
from workshops.services.copying import taken_along


@transaction.atomic
def put_into(*, event: Event, programme: Programme | None, by: User) -> None:
    """Puts the event into a programme that the officer sees, or with None into none.

    What waits to be said about the event is rewritten by the next run of the reminders.
    """
    event = Event.objects.select_for_update().get(pk=event.pk)
    if not can_manage(by, event):
        raise PermissionDenied
    entries = EventProgramme.objects.filter(event=event)
    if programme is None:
        entries.delete()
    elif Programme.objects.visible_to(by).filter(pk=programme.pk).exists():
        entries.update_or_create(event=event, defaults={"programme": programme})
    else:
        raise PermissionDenied
    number = programme.pk if programme else None
    record(action="event.programme_set", subject=event, by=by, programme=number)


@taken_along
def take_along(source: Event, twin: Event) -> None:
    """A copied event belongs to the programme of its source."""
    entry = EventProgramme.objects.filter(event=source).first()
    if entry:
        EventProgramme.objects.create(event=twin, programme_id=entry.programme_id)
