"""A believable meeting of offices for the demo data: who came, what was said and decided."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from accounts.models import Organisation, User
from regions.models import Region
from workshops.enums import ActionState, EventKind, Evidence, Mode
from workshops.models import (
    ActionItem,
    ActionNote,
    Attendance,
    Event,
    Minutes,
    Participant,
    Session,
)

OPENS, CLOSES = datetime.time(9, 0), datetime.time(12, 0)
REPORTED_AT = datetime.time(14, 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What somebody reported about a decision, on a day."""

    on: datetime.date
    state: ActionState
    text: str
    by: User


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision with its office and day, and what was reported about it in order."""

    text: str
    office: Organisation
    due_on: datetime.date
    reports: Sequence[Told] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting of one morning; with `minutes` it has been held."""

    title: str
    day: datetime.date
    region: Region
    organiser: Organisation
    venue: str
    people: Sequence[tuple[str, Organisation, Mode]]
    chair: str = ""
    minutes: str = ""
    decided: Sequence[Decided] = field(default_factory=tuple)
    follows: Event | None = None


def write_meeting(meeting: Meeting, *, by: User) -> Event:
    """Writes the meeting; everybody on its list came when it has been held."""
    event = _event(meeting)
    people = Participant.objects.bulk_create(
        Participant(
            event=event,
            name=name,
            agency=office.name,
            region_id=office.region_id,
            mode=mode,
            created_at=event.created_at,
        )
        for name, office, mode in meeting.people
    )
    session = Session.objects.create(
        event=event, title=meeting.title, starts_at=event.starts_at, ends_at=event.ends_at
    )
    if meeting.minutes:
        _hold(session, people, meeting, by=by)
    return event


def _event(meeting: Meeting) -> Event:
    zone = Event(time_zone=meeting.region.time_zone).zone
    starts_at = datetime.datetime.combine(meeting.day, OPENS, zone)
    return Event.objects.create(
        kind=EventKind.COORDINATION,
        title=meeting.title,
        region=meeting.region,
        organiser=meeting.organiser,
        starts_at=starts_at,
        ends_at=datetime.datetime.combine(meeting.day, CLOSES, zone),
        time_zone=meeting.region.time_zone,
        venue=meeting.venue,
        online_link="https://rapat.contoh.id/koordinasi-halal",
        follows=meeting.follows,
        created_at=starts_at - datetime.timedelta(days=7),
    )


def _hold(session: Session, people: list[Participant], meeting: Meeting, *, by: User) -> None:
    event = session.event
    Attendance.objects.bulk_create(
        Attendance(
            session=session,
            participant=person,
            mode=person.mode,
            evidence=Evidence.OFFICER,
            at=event.starts_at + datetime.timedelta(minutes=10),
            by=by,
        )
        for person in people
    )
    write_minutes(event, chair=meeting.chair, text=meeting.minutes, decided=meeting.decided, by=by)


def write_minutes(
    event: Event, *, chair: str, text: str, decided: Sequence[Decided], by: User
) -> None:
    """Writes what was said, and each decision with what was reported about it since."""
    Minutes.objects.create(
        event=event, chair=chair, text=text, changed_at=event.ends_at, changed_by=by
    )
    for position, each in enumerate(decided, start=1):
        _decide(event, position, each)


def _decide(event: Event, position: int, decided: Decided) -> None:
    reports = decided.reports
    item = ActionItem.objects.create(
        event=event,
        position=position,
        text=decided.text,
        office=decided.office,
        due_on=decided.due_on,
        state=reports[-1].state if reports else ActionState.OPEN,
    )
    ActionNote.objects.bulk_create(
        ActionNote(
            item=item,
            state=told.state,
            text=told.text,
            at=datetime.datetime.combine(told.on, REPORTED_AT, event.zone),
            by=told.by,
        )
        for told in reports
    )
