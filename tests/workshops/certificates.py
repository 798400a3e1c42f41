"""Events that are over and have earned certificates, for the tests of certificates."""

import datetime
from typing import Any

from accounts.models import User
from tests.workshops.making import at, join, join_person, make_event
from workshops.enums import Mode
from workshops.models import Event, Participant
from workshops.services import attendance, sessions

DAY = datetime.date(2026, 3, 4)


def past_event(*, by: User, attendance_percent: int | None = 80, **changes: Any) -> Event:
    """A day in March 2026 with two sessions: two JP in the morning, three after noon."""
    event = make_event(by=by, starts_at=at(8, day=DAY), ends_at=at(16, day=DAY), **changes)
    event.min_attendance_percent = attendance_percent
    event.save(update_fields=["min_attendance_percent"])
    for title, start, end in (
        ("Alur sertifikasi", at(9, day=DAY), at(10, 30, day=DAY)),
        ("Bahan dan dokumen", at(13, day=DAY), at(15, 15, day=DAY)),
    ):
        sessions.add(event=event, title=title, starts_at=start, ends_at=end, by=by)
    return event


def attend(participant: Participant, *titles: str, by: User) -> Participant:
    """Was in the sessions with these titles, in all without any."""
    for session in participant.event.sessions.all():
        if not titles or session.title in titles:
            attendance.mark(
                session=session, participant=participant, mode=Mode(participant.mode), by=by
            )
    return participant


def entitled(event: Event, count: int, *, by: User) -> list[Participant]:
    """People who came to everything."""
    return [attend(join(event, by=by), by=by) for _ in range(count)]


def trained(event: Event, user: User, *, by: User) -> Participant:
    """Somebody of an office or LP3H with an account, who came to everything."""
    participant = join_person(event, by=by, name=user.name, email=user.email or "")
    assert participant.user == user
    return attend(participant, by=by)
