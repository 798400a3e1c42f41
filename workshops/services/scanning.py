"""Scans at the door. A batch may arrive several times, late, and from several phones at once."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from halalportal.audit import services as audit
from workshops.enums import Evidence, Mode, ScanOutcome
from workshops.errors import TooManyScansError
from workshops.models import Attendance, Event, Participant, Scan, Session
from workshops.services.admission import admit
from workshops.services.locking import lock
from workshops.services.marks import Mark, put

MOST_SCANS = 500
CLOCK_TOLERANCE = datetime.timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentScan:
    """A scan as a phone sends it. `anyway`: the officer lets the person in by hand."""

    nonce: uuid.UUID
    badge: str
    at: datetime.datetime
    anyway: bool = False


@dataclass(frozen=True, slots=True)
class ScanResult:
    """What became of a scan; `since` is when the person was first noted present."""

    nonce: uuid.UUID
    outcome: ScanOutcome
    participant: Participant | None
    since: datetime.datetime | None = None


@transaction.atomic
def receive(
    *,
    session: Session,
    scans: Sequence[SentScan],
    by: User,
    now: datetime.datetime | None = None,
) -> list[ScanResult]:
    """Notes everybody present whom the scans show, and returns a result for each scan, in order.

    A nonce counts once: a scan that came before gets the same outcome again. Raises
    `TooManyScansError` for more than `MOST_SCANS`; then nothing is noted.
    """
    if len(scans) > MOST_SCANS:
        raise TooManyScansError(MOST_SCANS)
    event = lock(session.event_id, by=by)
    results = _earlier(scans)
    fresh = {scan.nonce: scan for scan in scans if scan.nonce not in results}
    results |= _note(event, session, list(fresh.values()), by=by, now=now or timezone.now())
    since = _since(session)
    return [_dated(results[scan.nonce], since) for scan in scans]


def moment(session: Session, at: datetime.datetime, now: datetime.datetime) -> datetime.datetime:
    """When a scan was made: by the device, unless its clock can't be right.

    It is wrong when it shows another day than the session's, or a time that is still to come; then
    the time of arrival counts, kept within the session.
    """
    zone = session.event.zone
    first, last = (edge.astimezone(zone).date() for edge in (session.starts_at, session.ends_at))
    if first <= at.astimezone(zone).date() <= last and at <= now + CLOCK_TOLERANCE:
        return at
    return min(max(now, session.starts_at), session.ends_at)


def _earlier(scans: Sequence[SentScan]) -> dict[uuid.UUID, ScanResult]:
    known = Scan.objects.filter(nonce__in=[scan.nonce for scan in scans])
    return {
        scan.nonce: ScanResult(scan.nonce, ScanOutcome(scan.outcome), scan.participant)
        for scan in known.select_related("participant__event", "participant__business")
    }


def _note(
    event: Event,
    session: Session,
    scans: Sequence[SentScan],
    *,
    by: User,
    now: datetime.datetime,
) -> dict[uuid.UUID, ScanResult]:
    badges = {scan.badge for scan in scans}
    people = Participant.objects.filter(badge__in=badges).select_related("event", "business")
    by_badge = {person.badge: person for person in people}
    present = set(session.attendances.values_list("participant_id", flat=True))
    results: dict[uuid.UUID, ScanResult] = {}
    marks: list[Mark] = []
    for scan in sorted(scans, key=lambda scan: scan.at):
        person = by_badge.get(scan.badge)
        outcome = _outcome(event, person, present, by=by, anyway=scan.anyway)
        results[scan.nonce] = ScanResult(scan.nonce, outcome, person)
        if person and outcome in {ScanOutcome.PRESENT, ScanOutcome.ALREADY}:
            present.add(person.pk)
            marks.append(_mark(person, moment(session, scan.at, now)))
    put(event, session, marks, by=by)
    _keep(session, scans, results, by=by, now=now)
    return results


def _outcome(
    event: Event, person: Participant | None, present: set[int], *, by: User, anyway: bool
) -> ScanOutcome:
    if person is None:
        return ScanOutcome.UNKNOWN
    if person.event_id != event.pk:
        return ScanOutcome.OTHER_EVENT
    if person.pk in present:
        return ScanOutcome.ALREADY
    return admit(event, person, by=by, anyway=anyway) or ScanOutcome.PRESENT


def _mark(person: Participant, at: datetime.datetime) -> Mark:
    """At the door is on site, whatever the person had planned."""
    return Mark(participant_id=person.pk, mode=Mode.ONSITE, evidence=Evidence.SCAN, at=at)


def _keep(
    session: Session,
    scans: Sequence[SentScan],
    results: dict[uuid.UUID, ScanResult],
    *,
    by: User,
    now: datetime.datetime,
) -> None:
    """Remembers each scan by its nonce."""
    Scan.objects.bulk_create(
        Scan(
            nonce=scan.nonce,
            session=session,
            participant=results[scan.nonce].participant,
            outcome=results[scan.nonce].outcome,
            at=scan.at,
            received_at=now,
            by=by,
        )
        for scan in scans
    )
    new = sum(result.outcome == ScanOutcome.PRESENT for result in results.values())
    if new:
        audit.record(action="attendance.scanned", subject=session, by=by, count=new)


def _since(session: Session) -> dict[int, datetime.datetime]:
    marks = Attendance.objects.filter(session=session)
    return dict(marks.values_list("participant_id", "at"))


def _dated(result: ScanResult, since: dict[int, datetime.datetime]) -> ScanResult:
    person = result.participant
    return replace(result, since=since.get(person.pk) if person else None)
