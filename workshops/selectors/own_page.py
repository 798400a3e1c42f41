"""What a participant sees on the page that the own link opens."""

import datetime
from dataclasses import dataclass
from urllib.parse import quote_plus

from django.db.models import Q, QuerySet

from accounts.models import User
from workshops import badges
from workshops.enums import Mode, ParticipantStatus
from workshops.models import Attendance, Event, Participant, Session

# Earlier, the link would only be passed on; later, nobody finds it in time.
LINK_BEFORE = datetime.timedelta(days=1)
# How long before and after a session presence may still be noted by oneself.
DOOR_SPAN = datetime.timedelta(minutes=30)
MAP = "https://www.openstreetmap.org/search?query="


@dataclass(frozen=True, slots=True)
class OwnSession:
    """A session with the own presence in it, if any."""

    session: Session
    attendance: Attendance | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPage:
    """The participant's page. Empty texts: not to be shown, or not yet."""

    participant: Participant
    event: Event
    sessions: list[OwnSession]
    code: str
    picture: str
    map_url: str
    online_link: str
    has_online_link_later: bool
    can_check_in: bool


def own_page(participant: Participant, now: datetime.datetime) -> OwnPage:
    """Gathers the page of a participant who came with event and business loaded."""
    event = participant.event
    sessions = own_sessions(participant)
    has_link = (
        bool(event.online_link) and participant.mode == Mode.ONLINE and holds_seat(participant)
    )
    is_soon = event.starts_at - LINK_BEFORE <= now
    may_come = participant.is_expected and now <= event.ends_at + DOOR_SPAN
    return OwnPage(
        participant=participant,
        event=event,
        sessions=sessions,
        code=badges.grouped(participant.badge) if may_come else "",
        picture=badges.picture(participant.badge) if may_come else "",
        map_url=map_url(event) if participant.mode == Mode.ONSITE else "",
        online_link=event.online_link if has_link and is_soon else "",
        has_online_link_later=has_link and not is_soon,
        can_check_in=may_come and any(is_open(own, now) for own in sessions),
    )


def own_participations(event: Event, user: User) -> QuerySet[Participant]:
    """The person's own places at an event: in person, or for each of the own businesses."""
    mine = Q(user=user) | Q(business__owner=user)
    return event.participants.filter(mine).select_related("business")


def own_sessions(participant: Participant) -> list[OwnSession]:
    """Every session of the event in order, with the own presence."""
    marks = {mark.session_id: mark for mark in participant.attendances.all()}
    sessions = participant.event.sessions.select_related("event")
    return [OwnSession(session, marks.get(session.pk)) for session in sessions]


def holds_seat(participant: Participant) -> bool:
    return participant.status == ParticipantStatus.REGISTERED


def is_open(own: OwnSession, now: datetime.datetime) -> bool:
    """Whether presence in the session may be noted by oneself now, and isn't yet."""
    return own.attendance is None and within_door_span(own.session, now)


def within_door_span(session: Session, now: datetime.datetime) -> bool:
    """Whether a session runs, with half an hour before and after."""
    return session.starts_at - DOOR_SPAN <= now <= session.ends_at + DOOR_SPAN


def map_url(event: Event) -> str:
    """A search for the place on the map, "" without a place."""
    return MAP + quote_plus(f"{event.venue}, {event.region}") if event.venue else ""
