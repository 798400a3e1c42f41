"""Presence per session: the one door to it. Every call may come twice and changes the list once."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from halalportal.audit import services as audit
from workshops.enums import Evidence, Mode
from workshops.models import Attendance, Participant, Session
from workshops.services.locking import hold, lock
from workshops.services.marks import Mark, Marked, put


@dataclass(frozen=True, slots=True)
class SheetResult:
    """How many people a saved sheet marked present, and how many it unmarked."""

    marked: int
    unmarked: int


@transaction.atomic
def mark(
    *,
    session: Session,
    participant: Participant,
    mode: Mode,
    by: User | None,
    evidence: Evidence = Evidence.OFFICER,
    at: datetime.datetime | None = None,
    minutes: int | None = None,
) -> Attendance:
    """Marks one person present; a second mark corrects the mode or strengthens the evidence.

    Args:
        by: None only for somebody who checks in alone (`Evidence.SELF`).

    Raises `OtherEventError`, `DeclinedError` or `WaitingError`.
    """
    if by is None and evidence != Evidence.SELF:
        raise ValueError("only a check-in by oneself has no officer")
    event = lock(session.event_id, by=by) if by else hold(session.event_id)
    one = Mark(
        participant_id=participant.pk,
        mode=mode,
        evidence=evidence,
        at=at or timezone.now(),
        minutes=minutes,
    )
    result = put(event, session, [one], by=by)
    if result.made or result.before:
        audit.record(
            action="attendance.marked", subject=participant, by=by, session=session.pk, mode=mode
        )
    return session.attendances.get(participant=participant)


@transaction.atomic
def mark_many(*, session: Session, marks: Iterable[Mark], by: User) -> Marked:
    """Marks many people at once, each as `mark` does. Raises as `mark`; then nobody is marked."""
    event = lock(session.event_id, by=by)
    result = put(event, session, marks, by=by)
    _record(session, result, by=by)
    return result


@transaction.atomic
def undo(*, session: Session, participant: Participant, by: User) -> bool:
    """Takes a mark back; returns whether there was one."""
    lock(session.event_id, by=by)
    count, _ = Attendance.objects.filter(session=session, participant=participant).delete()
    if count:
        audit.record(action="attendance.undone", subject=participant, by=by, session=session.pk)
    return bool(count)


@transaction.atomic
def mark_all(*, session: Session, by: User, at: datetime.datetime | None = None) -> int:
    """Marks all registered people present in their mode; returns how many were new."""
    event = lock(session.event_id, by=by)
    absent = event.participants.registered().exclude(attendances__session=session)
    marks = _marks({person.pk: Mode(person.mode) for person in absent}, at=at)
    result = put(event, session, marks, by=by)
    _record(session, result, by=by)
    return len(result.made)


@transaction.atomic
def save_sheet(
    *,
    session: Session,
    present: Mapping[int, Mode],
    shown_present: Collection[int],
    by: User,
    at: datetime.datetime | None = None,
    evidence: Evidence = Evidence.OFFICER,
) -> SheetResult:
    """Saves a sheet of ticks: only what the sheet changed, so that two officers do not collide.

    Args:
        present: participant id → mode of everybody who is ticked.
        shown_present: ids that were ticked when the sheet was shown; those unticked are undone,
            people whom somebody else marked meanwhile stay marked.
        evidence: how the newly ticked are known: by the officer, or by their signature on paper.

    Raises as `mark`; then nothing is saved.
    """
    event = lock(session.event_id, by=by)
    unticked = set(shown_present) - set(present)
    unmarked, _ = session.attendances.filter(participant_id__in=unticked).delete()
    if unmarked:
        audit.record(action="attendance.undone", subject=session, by=by, count=unmarked)
    ticked = {pk: mode for pk, mode in present.items() if pk not in shown_present}
    kept = {pk: mode for pk, mode in present.items() if pk in shown_present}
    marks = _marks(ticked, at=at, evidence=evidence) + _marks(kept, at=at)
    result = put(event, session, marks, by=by)
    _record(session, result, by=by)
    return SheetResult(marked=len(result.made), unmarked=unmarked)


@transaction.atomic
def undo_batch(*, session: Session, at: datetime.datetime, by: User) -> int:
    """Takes back what this officer marked in one go at `at`; returns how many marks."""
    lock(session.event_id, by=by)
    count, _ = session.attendances.filter(at=at, by=by).delete()
    if count:
        audit.record(action="attendance.undone", subject=session, by=by, count=count)
    return count


def _marks(
    present: Mapping[int, Mode],
    *,
    at: datetime.datetime | None,
    evidence: Evidence = Evidence.OFFICER,
) -> list[Mark]:
    """Marks with one common moment, by which `undo_batch` finds them again."""
    moment = at or timezone.now()
    return [
        Mark(participant_id=pk, mode=mode, evidence=evidence, at=moment)
        for pk, mode in present.items()
    ]


def _record(session: Session, result: Marked, *, by: User) -> None:
    for action, count in (("marked", len(result.made)), ("corrected", len(result.before))):
        if count:
            audit.record(action=f"attendance.{action}", subject=session, by=by, count=count)
