"""What somebody invited answers by a signed link. Every answer may come twice."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from halalportal.audit import services as audit
from workshops.answer_days import is_open
from workshops.enums import Mode, ParticipantStatus, Reply
from workshops.errors import (
    AlreadyParticipatingError,
    AnswerClosedError,
    AnsweredBySubstituteError,
    HasAttendanceError,
    SeatsGivenAwayError,
)
from workshops.models import Delegation, Event, Invitation, Participant
from workshops.services import invitations, seats
from workshops.services.locking import hold
from workshops.services.persons import Person, listed


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody whom a delegation sends. `pk` of the participant shown in that line, else None."""

    pk: int | None
    name: str
    phone: str = ""


@transaction.atomic
def send_people(
    *, invitation: Invitation, lines: Sequence[Line], note: str = "", by: User | None = None
) -> list[Participant]:
    """Makes these the people of the delegation and returns them, in the order of the lines.

    Who is missing in the lines leaves the list, who is new gets a seat of the delegation or
    waits for one. No line at all means that nobody comes, and gives the seats back.

    Raises `AnswerClosedError`, `SeatsGivenAwayError`, `AlreadyParticipatingError`.
    """
    event, delegation = _open_for_delegation(invitation)
    if lines:
        _take_back(event, delegation)
    invitations.note_answer(
        invitation, Reply.YES if lines else Reply.NO, note=note, count=len(lines), by=by
    )
    known = {person.pk: person for person in delegation.participants.all()}
    people = [_match(line, known, event, delegation) for line in lines]
    _drop([person for pk, person in known.items() if pk not in {each.pk for each in people}])
    # Who waited before comes before a name written only now.
    seats.promote(event, by=by)
    _seat(event, delegation, people)
    return people


@transaction.atomic
def accept(*, participant: Participant) -> Participant:
    """The person comes: a seat, or a place on the waiting list when none is free."""
    event, participant = _open_for(participant)
    substitute = Participant.objects.expected().filter(substitute_for=participant).first()
    if substitute:
        raise AnsweredBySubstituteError(substitute.name)
    if participant.status in {ParticipantStatus.INVITED, ParticipantStatus.DECLINED}:
        seats.seat_or_wait(event, [participant], Mode(participant.mode), participant.delegation)
        participant.save(update_fields=["status", *seats.MOMENTS])
    _note(participant, Reply.YES)
    return participant


@transaction.atomic
def refuse(*, participant: Participant) -> Participant:
    """The person can't come; the seat goes to the next who waits."""
    event, participant = _open_for(participant)
    if participant.status != ParticipantStatus.DECLINED:
        _check_absent(participant)
        seats.give_up(participant)
        _note(participant, Reply.NO)
        seats.promote(event, by=None)
    return participant


@transaction.atomic
def substitute(*, participant: Participant, name: str, phone: str) -> Participant:
    """Somebody else comes instead, with the seat or the place in the queue that the person had."""
    event, participant = _open_for(participant)
    known = Participant.objects.expected().filter(substitute_for=participant).first()
    if known and known.name.casefold() == name.casefold():
        return known
    if known:
        raise AnsweredBySubstituteError(known.name)
    _check_absent(participant)
    stand_in = _stand_in(event, participant, name=name, phone=phone)
    Participant.objects.filter(substitute_for=participant).update(substitute_for=None)
    seats.give_up(participant)
    stand_in.substitute_for = participant
    stand_in.save()
    _note(participant, Reply.SUBSTITUTE, substitute=stand_in.pk)
    return stand_in


def _stand_in(event: Event, participant: Participant, *, name: str, phone: str) -> Participant:
    """Not saved; with the business, the office and the seat of the person."""
    agency = participant.agency
    person = Person(name=name, agency=agency, region=participant.region, phone=phone)
    if participant.business is None and listed(event, person, None):
        raise AlreadyParticipatingError(name)
    stand_in = Participant(
        event=event,
        business=participant.business,
        name=name,
        agency=agency,
        phone=phone,
        region=participant.region,
        mode=participant.mode,
        delegation=participant.delegation,
    )
    if participant.status in {ParticipantStatus.REGISTERED, ParticipantStatus.WAITING}:
        for field in ("status", *seats.MOMENTS):
            setattr(stand_in, field, getattr(participant, field))
    else:
        seats.seat_or_wait(event, [stand_in], Mode(participant.mode), participant.delegation)
    return stand_in


def _open_for(participant: Participant) -> tuple[Event, Participant]:
    """The locked event with the participant as it stands now."""
    event = _open(participant.event_id)
    people = event.participants.select_related("business", "region", "delegation")
    return event, people.get(pk=participant.pk)


def _open_for_delegation(invitation: Invitation) -> tuple[Event, Delegation]:
    event = _open(invitation.event_id)
    delegations = event.delegations.select_related("region", "organisation")
    return event, delegations.get(invitation=invitation)


def _open(event_id: int) -> Event:
    event = hold(event_id)
    if not is_open(event, timezone.now()):
        raise AnswerClosedError(str(event.organiser), event.organiser.phone)
    return event


def _take_back(event: Event, delegation: Delegation) -> None:
    """Keeps the seats again for a delegation that had said no, as long as they are there."""
    if seats.keeps(delegation):
        return
    free = seats.free(event, Mode(delegation.mode))
    if free is not None and free < delegation.seats:
        raise SeatsGivenAwayError(free=free)


def _match(
    line: Line, known: dict[int, Participant], event: Event, delegation: Delegation
) -> Participant:
    """The row of a line: by its id, else by the name, else a new one; saved later."""
    same = (each for each in known.values() if each.name.casefold() == line.name.casefold())
    participant = known.get(line.pk or 0) or next(same, None)
    person = Person(
        name=line.name, agency=str(delegation), region=delegation.region, phone=line.phone
    )
    other = listed(event, person, None)
    if other and (participant is None or other.pk != participant.pk):
        raise AlreadyParticipatingError(line.name)
    if participant is None:
        return Participant(
            event=event,
            name=line.name,
            agency=str(delegation),
            phone=line.phone,
            region=delegation.region,
            mode=delegation.mode,
            delegation=delegation,
            status=ParticipantStatus.INVITED,
        )
    participant.name, participant.phone = line.name, line.phone
    return participant


def _drop(people: Sequence[Participant]) -> None:
    """Takes off the list whom the delegation does not send after all."""
    for person in people:
        _check_absent(person)
        Participant.objects.filter(substitute_for=person).update(substitute_for=None)
        audit.record(action="participant.removed", subject=person, by=None)
        person.delete()


def _seat(event: Event, delegation: Delegation, people: Sequence[Participant]) -> None:
    """Saves them: who had a seat keeps it, the others get the free ones in their order."""
    open_again = {ParticipantStatus.INVITED, ParticipantStatus.DECLINED}
    new = [person for person in people if person.status in open_again]
    seats.seat_or_wait(event, new, Mode(delegation.mode), delegation)
    for person in people:
        person.save(update_fields=None if person in new else ["name", "phone"])


def _check_absent(participant: Participant) -> None:
    if participant.attendances.exists():
        raise HasAttendanceError(participant.name)


def _note(participant: Participant, reply: Reply, **data: object) -> None:
    invitations.note_reply(participant, reply)
    audit.record(
        action="participant.answered", subject=participant, by=None, reply=reply.value, **data
    )
