"""The itinerary of a study visit."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from halalportal.audit import services as audit
from workshops.enums import EventKind
from workshops.models import Event, Stop
from workshops.services.events import check_stop
from workshops.services.locking import lock

FIELDS = ["kind", "place", "starts_at", "ends_at", "purpose", "contact"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StopDetails:
    """Where the group is, from when until when (aware), and what for."""

    kind: str
    place: str
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    purpose: str = ""
    contact: str = ""


@transaction.atomic
def add(*, event: Event, details: StopDetails, by: User) -> Stop:
    """Adds a stop.

    Raises `StopOutsideEventError`, and `PermissionDenied` when the event is no study visit.
    """
    event = lock(event.pk, by=by)
    if event.kind != EventKind.STUDY_VISIT:
        raise PermissionDenied
    stop = _fill(Stop(event=event), details, event)
    stop.save(force_insert=True)
    audit.record(action="stop.added", subject=stop, by=by, event=event.pk)
    return stop


@transaction.atomic
def change(*, stop: Stop, details: StopDetails, by: User) -> Stop:
    """Changes a stop; what was learned there stays. Raises `StopOutsideEventError`."""
    event = lock(stop.event_id, by=by)
    _fill(stop, details, event).save(update_fields=FIELDS)
    audit.record(action="stop.changed", subject=stop, by=by, event=event.pk)
    return stop


@transaction.atomic
def remove(*, stop: Stop, by: User) -> None:
    """Takes a stop out."""
    event = lock(stop.event_id, by=by)
    audit.record(action="stop.removed", subject=stop, by=by, event=event.pk)
    stop.delete()


def _fill(stop: Stop, details: StopDetails, event: Event) -> Stop:
    for name in FIELDS:
        setattr(stop, name, getattr(details, name))
    check_stop(stop, event)
    return stop
