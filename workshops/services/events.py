"""Making and changing events."""

import datetime
from dataclasses import dataclass, fields
from typing import Any, Self

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F

from accounts.models import Organisation, User
from halalportal.audit import services as audit
from regions.models import Region
from workshops.errors import SessionOutsideEventError, StopOutsideEventError
from workshops.models import Event, KnowledgeTest, Session, Stop
from workshops.rules import can_create
from workshops.services import seats
from workshops.services.locking import lock
from workshops.services.meeting_order import check_order
from workshops.services.revisions import note_change

TEST_TIMES = ("pre_opens_at", "pre_closes_at", "post_opens_at", "post_closes_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDetails:
    """What an officer fills in. Moments are aware; None seats mean no limit."""

    kind: str
    title: str
    description: str
    organiser: Organisation
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    venue: str
    online_link: str
    onsite_seats: int | None
    online_seats: int | None

    @classmethod
    def of(cls, event: Event) -> Self:
        """The details of an event as they stand."""
        return cls(**{field.name: getattr(event, field.name) for field in fields(cls)})

    def values(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def whereabouts(self) -> tuple[datetime.datetime, str, str]:
        """When it begins and where: what messages to participants say."""
        return self.starts_at, self.venue, self.online_link


@transaction.atomic
def create(*, region: Region, details: EventDetails, by: User) -> Event:
    """Adds an event in a region; its hours are shown in that region's time zone."""
    if not can_create(by, region):
        raise PermissionDenied
    event = Event.objects.create(region=region, time_zone=region.time_zone, **details.values())
    audit.record(action="event.created", subject=event, by=by, region=region.code)
    return event


@transaction.atomic
def change(*, event: Event, details: EventDetails, by: User) -> Event:
    """Changes an event. When its start moves, the sessions move along by the same time.

    Whoever was told the old time or place is told the new one (reminder `event-moved`).
    Raises `SeatsTakenError` for fewer seats than people, `SessionOutsideEventError` or
    `StopOutsideEventError` when a part no longer fits, `MeetingOrderError` when a meeting leaves
    its place in a row of them.
    """
    event = lock(event.pk, by=by)
    old = EventDetails.of(event)
    shift = details.starts_at - event.starts_at
    for field, value in details.values().items():
        setattr(event, field, value)
    seats.check_kept(event)
    check_order(event)
    event.save(update_fields=list(details.values()))
    _move_along(event, shift)
    for session in event.sessions.all():
        check_fits(session, event)
    for stop in event.stops.all():
        check_stop(stop, event)
    if details != old:
        note_change(event, has_moved=details.whereabouts() != old.whereabouts())
    audit.record(action="event.changed", subject=event, by=by, moved_by=str(shift))
    seats.promote(event, by=by)
    return event


def check_fits(session: Session, event: Event) -> None:
    """Raises `SessionOutsideEventError` unless the session lies within its event."""
    if session.starts_at < event.starts_at or session.ends_at > event.ends_at:
        raise SessionOutsideEventError(session.title, event.when)


def check_stop(stop: Stop, event: Event) -> None:
    """Raises `StopOutsideEventError` unless the stop lies within its study visit."""
    if stop.starts_at < event.starts_at or stop.ends_at > event.ends_at:
        raise StopOutsideEventError(stop.place, event.when)


def _move_along(event: Event, shift: datetime.timedelta) -> None:
    """Sessions, stops and tests keep their distance to the start of the event."""
    for rows in (event.sessions, event.stops):
        rows.update(starts_at=F("starts_at") + shift, ends_at=F("ends_at") + shift)
    tests = KnowledgeTest.objects.filter(event=event)
    tests.update(**{name: F(name) + shift for name in TEST_TIMES})
