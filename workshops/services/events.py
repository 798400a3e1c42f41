"""Making, changing and copying events."""

import datetime
from dataclasses import dataclass, fields, replace
from typing import Any, Self

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F

from accounts.models import Organisation, User
from halalportal.audit import services as audit
from regions.models import Region
from workshops.enums import Mode
from workshops.errors import SeatsTakenError, SessionOutsideEventError
from workshops.models import Event, Session
from workshops.rules import can_create
from workshops.services.locking import lock

WEEK = datetime.timedelta(days=7)


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

    Raises `SeatsTakenError` for fewer seats than people, `SessionOutsideEventError` when a moved
    session no longer fits.
    """
    event = lock(event.pk, by=by)
    shift = details.starts_at - event.starts_at
    for field, value in details.values().items():
        setattr(event, field, value)
    _check_seats(event)
    event.save(update_fields=list(details.values()))
    event.sessions.update(starts_at=F("starts_at") + shift, ends_at=F("ends_at") + shift)
    for session in event.sessions.all():
        check_fits(session, event)
    audit.record(action="event.changed", subject=event, by=by, moved_by=str(shift))
    return event


@transaction.atomic
def copy(*, event: Event, by: User, today: datetime.date) -> Event:
    """Makes the same event again, with its sessions but without its people.

    The copy is on the first same weekday that is at least a week after `today`, at the same hours.
    """
    source = lock(event.pk, by=by)
    shift = _shift_after(source.starts_at.astimezone(source.zone).date(), today)
    details = EventDetails.of(source)
    moved = replace(details, starts_at=details.starts_at + shift, ends_at=details.ends_at + shift)
    twin = Event.objects.create(region=source.region, time_zone=source.time_zone, **moved.values())
    Session.objects.bulk_create(
        Session(
            event=twin,
            title=session.title,
            starts_at=session.starts_at + shift,
            ends_at=session.ends_at + shift,
        )
        for session in source.sessions.all()
    )
    audit.record(action="event.copied", subject=twin, by=by, source=source.pk)
    return twin


def check_fits(session: Session, event: Event) -> None:
    """Raises `SessionOutsideEventError` unless the session lies within its event."""
    if session.starts_at < event.starts_at or session.ends_at > event.ends_at:
        raise SessionOutsideEventError(session.title, event.when)


def _check_seats(event: Event) -> None:
    for mode in Mode:
        limit = event.seats(mode)
        taken = event.participants.registered().filter(mode=mode).count()
        if limit is not None and taken > limit:
            raise SeatsTakenError(mode, taken=taken)


def _shift_after(day: datetime.date, today: datetime.date) -> datetime.timedelta:
    """Whole weeks, at least one, that bring `day` to a week after `today` or later."""
    weeks = -((day - (today + WEEK)) // WEEK)
    return max(weeks, 1) * WEEK
