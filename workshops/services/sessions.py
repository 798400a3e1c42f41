"""The sessions of an event."""

import datetime

from django.db import transaction

from accounts.models import User
from halalportal.audit import services as audit
from workshops.errors import HasAttendanceError
from workshops.models import Event, Session
from workshops.services.events import check_fits
from workshops.services.locking import lock


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
    """Changes title and hours; the presence taken so far stays. Raises as `add` does."""
    event = lock(session.event_id, by=by)
    session.title, session.starts_at, session.ends_at = title, starts_at, ends_at
    check_fits(session, event)
    session.save(update_fields=["title", "starts_at", "ends_at"])
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
