"""The code of a room: shown on its wall or screen, typed by those who are there."""

import datetime
import secrets

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from halalportal.audit import services as audit
from halalportal.lib import attempts
from workshops import badges
from workshops.enums import Evidence, Mode
from workshops.errors import (
    DoorClosedError,
    NotAdmittedError,
    TooManyTriesError,
    WrongRoomCodeError,
)
from workshops.models import Attendance, Participant, Session
from workshops.models.attendance import BADGE_LETTERS
from workshops.selectors.own_page import DOOR_SPAN, within_door_span
from workshops.services import attendance
from workshops.services.admission import admit
from workshops.services.locking import hold, lock

CODE_LENGTH = 5
# Short enough that a code sent to somebody outside is soon worth nothing.
VALID = datetime.timedelta(minutes=15)
MOST_TRIES, TRY_SECONDS = 10, 15 * 60


@transaction.atomic
def renew(*, session: Session, by: User, now: datetime.datetime | None = None) -> Session:
    """Gives the session a new code for a quarter of an hour; the earlier one ends.

    Raises `DoorClosedError` outside the session's time.
    """
    lock(session.event_id, by=by)
    now = now or timezone.now()
    if not within_door_span(session, now):
        raise DoorClosedError(session.title, session.when)
    session.room_code = "".join(secrets.choice(BADGE_LETTERS) for _ in range(CODE_LENGTH))
    session.room_code_until = min(now + VALID, session.ends_at + DOOR_SPAN)
    session.save(update_fields=["room_code", "room_code_until"])
    audit.record(action="session.room_code_renewed", subject=session, by=by)
    return session


def current(session: Session, now: datetime.datetime) -> str:
    """The code that counts now, else ""."""
    until = session.room_code_until
    return session.room_code if until and now < until else ""


@transaction.atomic
def check_in(
    *, participant: Participant, text: str, now: datetime.datetime | None = None
) -> Attendance:
    """Notes the participant present in the session whose code was typed, in the own mode.

    Raises `TooManyTriesError`, `WrongRoomCodeError`, `DoorClosedError` or
    `NotAdmittedError`.
    """
    now = now or timezone.now()
    key = f"room-code:{participant.pk}"
    if attempts.is_too_often(key, most=MOST_TRIES, seconds=TRY_SECONDS):
        raise TooManyTriesError
    event = hold(participant.event_id)
    session = _session_of(participant, badges.typed(text), now)
    participant = event.participants.get(pk=participant.pk)
    if admit(event, participant, by=None):
        raise NotAdmittedError
    attempts.forget(key)
    return attendance.mark(
        session=session,
        participant=participant,
        mode=Mode(participant.mode),
        by=None,
        evidence=Evidence.SELF,
        at=now,
    )


def _session_of(participant: Participant, code: str, now: datetime.datetime) -> Session:
    sessions = list(participant.event.sessions.select_related("event"))
    running = [session for session in sessions if within_door_span(session, now)]
    if not running:
        following = [session for session in sessions if session.starts_at > now]
        nearest = following[0] if following else sessions[-1] if sessions else None
        raise DoorClosedError(
            nearest.title if nearest else "Kegiatan",
            nearest.when if nearest else participant.event.when,
        )
    for session in running:
        if code and secrets.compare_digest(current(session, now), code):
            return session
    raise WrongRoomCodeError
