"""Whom a phone at the door knows without a signal, and the counts of an event's sessions."""

from collections import Counter
from dataclasses import dataclass
from typing import TypedDict

from accounts.models import User
from halalportal.lib.formats import clock
from workshops.enums import Evidence, Mode
from workshops.models import Attendance, Event, Session


class Known(TypedDict):
    """What a phone keeps about a badge; `hadir` is the time since when, "" when absent."""

    nama: str
    dari: str
    status: str
    hadir: str


@dataclass(frozen=True, slots=True)
class SessionCounts:
    """A session: how many are expected, how many came by mode, and how that is known."""

    session: Session
    expected: int
    onsite: int
    online: int
    evidence: list[tuple[str, int]]


def known_badges(session: Session) -> dict[str, Known]:
    """Everybody on the list of the event by badge."""
    since = dict(session.attendances.values_list("participant_id", "at"))
    zone = session.event.time_zone
    people = session.event.participants.select_related("business")
    return {
        person.badge: Known(
            nama=person.name,
            dari=person.represents,
            status=person.status,
            hadir=clock(since[person.pk], zone) if person.pk in since else "",
        )
        for person in people
    }


def overview(event: Event, user: User) -> list[SessionCounts]:
    """The counts of every session in order, of the people whom the reader may see."""
    people = event.participants.visible_to(user)
    expected = people.came_or_registered().count()
    marks = Attendance.objects.filter(session__event=event, participant__in=people)
    counted = Counter(marks.values_list("session_id", "mode", "evidence"))
    return [
        _counts(session, expected, counted) for session in event.sessions.select_related("event")
    ]


def _counts(
    session: Session, expected: int, counted: Counter[tuple[int, str, str]]
) -> SessionCounts:
    own = {key[1:]: count for key, count in counted.items() if key[0] == session.pk}
    evidence = [
        (kind.label, sum(count for (_, known), count in own.items() if known == kind))
        for kind in Evidence
    ]
    return SessionCounts(
        session=session,
        expected=expected,
        onsite=sum(count for (mode, _), count in own.items() if mode == Mode.ONSITE),
        online=sum(count for (mode, _), count in own.items() if mode == Mode.ONLINE),
        evidence=[(label, count) for label, count in evidence if count],
    )
