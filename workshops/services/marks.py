"""Writing marks of presence: what a later mark may change about an earlier one."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.utils import timezone

from accounts.models import User
from workshops.enums import Evidence, Mode, ParticipantStatus
from workshops.errors import DeclinedError, OtherEventError, WaitingError
from workshops.models import Attendance, Event, Session

# The first is the strongest.
STRENGTH = {evidence: place for place, evidence in enumerate(reversed(Evidence), 1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """That a participant was there, how it is known, and since when."""

    participant_id: int
    mode: Mode
    evidence: Evidence = Evidence.OFFICER
    at: datetime.datetime = field(default_factory=timezone.now)
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Before:
    """A mark as it was before another one filled it in."""

    evidence: str
    minutes: int | None
    mode: str


@dataclass(frozen=True, slots=True)
class Marked:
    """What marking did: ids of the new marks, and of each changed one what it was before."""

    made: list[int]
    before: dict[int, Before]


def put(event: Event, session: Session, marks: Iterable[Mark], *, by: User | None) -> Marked:
    """Writes the marks; the caller holds the event's lock and records who did it.

    Raises `OtherEventError`, `DeclinedError` or `WaitingError`; then nothing is written.
    """
    marks = list(marks)
    _check_expected(event, {mark.participant_id for mark in marks})
    if session.event_id != event.pk:
        raise OtherEventError
    rows = {row.participant_id: row for row in session.attendances.all()}
    new: list[Attendance] = []
    before: dict[int, Before] = {}
    for mark in marks:
        row = rows.get(mark.participant_id)
        if row is None:
            rows[mark.participant_id] = _new(session, mark, by)
            new.append(rows[mark.participant_id])
            continue
        was = Before(row.evidence, row.minutes, row.mode)
        if _fill_in(row, mark, by) and row.pk:
            before.setdefault(row.pk, was)
    Attendance.objects.bulk_create(new)
    changed = [row for row in rows.values() if row.pk in before]
    Attendance.objects.bulk_update(changed, ["evidence", "minutes", "mode", "by"])
    return Marked([row.pk for row in new], before)


def _new(session: Session, mark: Mark, by: User | None) -> Attendance:
    return Attendance(
        session=session,
        participant_id=mark.participant_id,
        mode=mark.mode,
        evidence=mark.evidence,
        minutes=mark.minutes,
        at=mark.at,
        by=by,
    )


def _fill_in(row: Attendance, mark: Mark, by: User | None) -> bool:
    """Adds what a later mark knows better; returns whether anything changed.

    The evidence never becomes weaker. The mode follows a mark that is as strong as the one that
    stands, or an officer who corrects it by hand.
    """
    was = (row.evidence, row.minutes, row.mode)
    is_stronger = STRENGTH[mark.evidence] > STRENGTH[Evidence(row.evidence)]
    if mark.evidence in (row.evidence, Evidence.OFFICER) or is_stronger:
        row.mode = mark.mode
    if is_stronger:
        row.evidence, row.by = mark.evidence, by
    if mark.minutes is not None:
        row.minutes = max(mark.minutes, row.minutes or 0)
    return was != (row.evidence, row.minutes, row.mode)


def _check_expected(event: Event, ids: Collection[int]) -> None:
    """All of this event, none declined, none without a seat; read under its lock."""
    people = event.participants.in_bulk(list(ids))
    if len(people) < len(ids):
        raise OtherEventError
    for person in people.values():
        if person.status == ParticipantStatus.DECLINED:
            raise DeclinedError(person.name)
        if person.status == ParticipantStatus.WAITING:
            raise WaitingError(person.name)
