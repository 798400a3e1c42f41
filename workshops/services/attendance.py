"""Presence per session. Every call may come twice and changes the list once."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from halalportal.audit import services as audit
from workshops.enums import Evidence, Mode, ParticipantStatus
from workshops.errors import DeclinedError, OtherEventError
from workshops.models import Attendance, Event, Participant, Session
from workshops.services.locking import lock


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
    by: User,
    evidence: Evidence = Evidence.OFFICER,
    at: datetime.datetime | None = None,
) -> Attendance:
    """Marks one person present; a second mark only corrects the mode.

    Raises `OtherEventError` or `DeclinedError`.
    """
    event = lock(session.event_id, by=by)
    participant = _expected(event, [participant.pk])[participant.pk]
    attendance, is_new = Attendance.objects.get_or_create(
        session=session,
        participant=participant,
        defaults={"mode": mode, "evidence": evidence, "at": at or timezone.now(), "by": by},
    )
    if not is_new and attendance.mode == mode:
        return attendance
    attendance.mode = mode
    attendance.save(update_fields=["mode"])
    audit.record(
        action="attendance.marked", subject=participant, by=by, session=session.pk, mode=mode
    )
    return attendance


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
    return _mark_many(session, {person: Mode(person.mode) for person in absent}, by=by, at=at)


@transaction.atomic
def save_sheet(
    *,
    session: Session,
    present: Mapping[int, Mode],
    shown_present: Collection[int],
    by: User,
    at: datetime.datetime | None = None,
) -> SheetResult:
    """Saves a sheet of ticks: only what the sheet changed, so that two officers do not collide.

    Args:
        present: participant id → mode of everybody who is ticked.
        shown_present: ids that were ticked when the sheet was shown; those unticked are undone,
            people whom somebody else marked meanwhile stay marked.

    Raises `OtherEventError` or `DeclinedError`; then nothing is saved.
    """
    event = lock(session.event_id, by=by)
    unticked = set(shown_present) - set(present)
    unmarked, _ = session.attendances.filter(participant_id__in=unticked).delete()
    if unmarked:
        audit.record(action="attendance.undone", subject=session, by=by, count=unmarked)
    people = _expected(event, present)
    _correct_modes(session, present, by=by)
    known = set(session.attendances.values_list("participant_id", flat=True))
    new = {people[pk]: mode for pk, mode in present.items() if pk not in known}
    return SheetResult(marked=_mark_many(session, new, by=by, at=at), unmarked=unmarked)


@transaction.atomic
def undo_batch(*, session: Session, at: datetime.datetime, by: User) -> int:
    """Takes back what this officer marked in one go at `at`; returns how many marks."""
    lock(session.event_id, by=by)
    count, _ = session.attendances.filter(at=at, by=by).delete()
    if count:
        audit.record(action="attendance.undone", subject=session, by=by, count=count)
    return count


def _mark_many(
    session: Session,
    people: Mapping[Participant, Mode],
    *,
    by: User,
    at: datetime.datetime | None,
) -> int:
    """Writes the marks with one common moment, by which `undo_batch` finds them again."""
    moment = at or timezone.now()
    Attendance.objects.bulk_create(
        Attendance(session=session, participant=person, mode=mode, at=moment, by=by)
        for person, mode in people.items()
    )
    if people:
        audit.record(action="attendance.marked", subject=session, by=by, count=len(people))
    return len(people)


def _correct_modes(session: Session, present: Mapping[int, Mode], *, by: User) -> None:
    """Changes the mode of marks where the sheet says another one."""
    for mode in Mode:
        ids = [pk for pk, chosen in present.items() if chosen == mode]
        wrong = session.attendances.filter(participant_id__in=ids).exclude(mode=mode)
        count = wrong.update(mode=mode)
        if count:
            audit.record(
                action="attendance.corrected", subject=session, by=by, mode=mode, count=count
            )


def _expected(event: Event, ids: Collection[int]) -> dict[int, Participant]:
    """The people with these ids, all of this event and none declined; read under its lock."""
    people = event.participants.in_bulk(list(ids))
    if len(people) < len(ids):
        raise OtherEventError
    for person in people.values():
        if person.status == ParticipantStatus.DECLINED:
            raise DeclinedError(person.name)
    return people
