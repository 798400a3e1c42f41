"""The sessions of an event."""

import datetime

from django.db import transaction

from accounts.models import User
from halalportal.audit import services as audit
from workshops.errors import HasAttendanceError
from workshops.models import Event, Session
from workshops.services.events import check_fits
from workshops.services.locking import lock
from workshops.services.revisions import note_change


@transaction.atomic
def add(
    *,
    event: Event,
    title: str,
    starts_at: datetime.datetime,
    ends_at: datetime.datetime,
    by: User,
) -> Session:
    """Adds a session. Raises `SessionOutsideEventError` when it does not fit into the event."""
    event = lock(event.pk, by=by)
    session = Session(event=event, title=title, starts_at=starts_at, ends_at=ends_at)
    check_fits(session, event)
    session.save(force_insert=True)
    note_change(event, has_moved=False)
    audit.record(action="session.created", subject=session, by=by, event=event.pk)
    return session


@transaction.atomic
def change(
    *,
    session: Session,
    title: str,
    starts_at: datetime.datetime,
    ends_at: datetime.datetime,
    by: User,
) -> Session:
    """Changes title and hours; the presence taken so far stays. Raises as `add` does.

    When the hours changed, whoever was told the schedule is told again.
    """
    event = lock(session.event_id, by=by)
    has_moved = (session.starts_at, session.ends_at) != (starts_at, ends_at)
    session.title, session.starts_at, session.ends_at = title, starts_at, ends_at
    check_fits(session, event)
    session.save(update_fields=["title", "starts_at", "ends_at"])
    note_change(event, has_moved=has_moved)
    audit.record(action="session.changed", subject=session, by=by, event=event.pk)
    return session


@transaction.atomic
def remove(*, session: Session, by: User) -> None:
    """Takes out a session. Raises `HasAttendanceError` once somebody was marked present."""
    event = lock(session.event_id, by=by)
    if session.attendances.exists():
        raise HasAttendanceError(session.title)
    audit.record(action="session.removed", subject=session, by=by, event=event.pk)
    session.delete()
    note_change(event, has_moved=False)
