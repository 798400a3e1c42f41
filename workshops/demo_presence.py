"""Presence for the demo data: scans at the door, and reports of the online room."""

import datetime
import hashlib
import random
import uuid
from collections.abc import Iterable, Mapping, Sequence

from accounts.models import User
from workshops.enums import MeetingTool
from workshops.meetings.reading import Guest, Reading
from workshops.meetings.stays import Span
from workshops.models import Attendance, Event, MeetingReport, Participant, Session
from workshops.services import meeting_guests, meeting_marks, meeting_reports, scanning
from workshops.services.meeting_reports import SentFile

_MINUTE = datetime.timedelta(minutes=1)
_SENT_AFTER = datetime.timedelta(hours=2)
_LATE, _LATEST = 0.1, 30  # the share that comes late, and by how many minutes
# Who joins with a name that says nothing.
_NOBODY = "iPhone"


def scan_in(
    session: Session, people: Iterable[Participant], *, rng: random.Random, by: User
) -> None:
    """The badges of these people are scanned at the door; most come before it begins."""
    scans = [
        scanning.SentScan(
            nonce=uuid.UUID(int=rng.getrandbits(128), version=4),
            badge=person.badge,
            at=session.starts_at + _arrival(rng),
        )
        for person in people
    ]
    received_at = max(scan.at for scan in scans)
    scanning.receive(session=session, scans=scans, by=by, now=received_at)


def _arrival(rng: random.Random) -> datetime.timedelta:
    minutes = rng.randint(5, _LATEST) if rng.random() < _LATE else rng.randint(-25, 4)
    return minutes * _MINUTE + datetime.timedelta(seconds=rng.randrange(60))


def bring_report(
    event: Event, stays: Mapping[Participant, Sequence[Span]], *, by: User
) -> MeetingReport:
    """The tool's report of one day is taken in, matched and counted two hours after its end.

    Args:
        stays: from joining to leaving; who has none was not there.
    """
    guests = [
        Guest(name=person.name, email=person.email, stays=list(spans), minutes=None)
        for person, spans in stays.items()
        if spans
    ]
    first = min(guest.stays[0][0] for guest in guests)
    last = max(guest.stays[-1][1] for guest in guests)
    guests.append(Guest(name=_NOBODY, email="", stays=[(first, last)], minutes=None))
    name = f"participants_{first.astimezone(event.zone):%Y_%m_%d}.csv"
    file = SentFile(name, hashlib.sha256(f"{event.pk} {name}".encode()).hexdigest())
    reading = Reading(MeetingTool.ZOOM, guests, day=None, unread=0)
    report = meeting_reports.take_in(event=event, file=file, reading=reading, by=by)
    meeting_guests.confirm_sure(report=report, by=by)
    _decide(report, stays, by=by)
    meeting_marks.apply(report=report, by=by)
    _date_back(report, last + _SENT_AFTER)
    return report


def _decide(report: MeetingReport, stays: Iterable[Participant], *, by: User) -> None:
    """The officer looks at the names that leave a doubt."""
    known = {person.name: person.pk for person in stays}
    unsure = report.guests.filter(is_confirmed=False)
    choices = {guest.pk: known.get(guest.name) for guest in unsure}
    meeting_guests.decide(report=report, choices=choices, by=by)


def _date_back(report: MeetingReport, at: datetime.datetime) -> None:
    MeetingReport.objects.filter(pk=report.pk).update(uploaded_at=at, applied_at=at)
    report.refresh_from_db()
    made = Attendance.objects.filter(pk__in=report.made)
    for session in report.event.sessions.all():
        made.filter(session=session).update(at=session.starts_at)


def stay_of(
    session: Session, rng: random.Random, *, share: float = 1, has_gap: bool = False
) -> list[Span]:
    """From joining to leaving one session.

    Args:
        share: how much of the session the person stays.
        has_gap: the connection breaks for some minutes in the middle.
    """
    length = session.ends_at - session.starts_at
    joined = session.starts_at + rng.randint(-8, 5) * _MINUTE
    left = session.starts_at + length * share
    if share == 1:
        left += rng.randint(-3, 3) * _MINUTE
    if not has_gap:
        return [(joined, left)]
    gap = session.starts_at + length * share / 2
    return [(joined, gap), (gap + rng.randint(3, 7) * _MINUTE, left)]
