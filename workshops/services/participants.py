"""Who takes part: adding, confirming, declining, removing. The event's lock guards the seats."""

from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from halalportal.audit import services as audit
from ikm.models import Business
from workshops.certificate_errors import HasCertificateError
from workshops.enums import Mode, ParticipantStatus, Reply
from workshops.errors import AlreadyParticipatingError, HasAttendanceError, SubstitutedError
from workshops.models import Event, Participant
from workshops.services import invitations, seats
from workshops.services.locking import lock
from workshops.services.persons import Person, account_of, listed, of_business, of_person
from workshops.services.signing_up import sign_up

__all__ = [
    "Person",
    "add_businesses",
    "add_person",
    "decline",
    "prefer",
    "register",
    "remove",
    "sign_up",
]


@transaction.atomic
def add_businesses(
    *,
    event: Event,
    businesses: Iterable[Business],
    mode: Mode,
    by: User,
    status: ParticipantStatus = ParticipantStatus.REGISTERED,
) -> list[Participant]:
    """Adds the owners of several businesses at once and returns the new participants.

    Businesses on the list already are left as they are. Raises `SeatsFullError` when not all of
    the others find a seat; then nobody is added. An invitation holds no seat. With the status
    WAITING the first ones get the free seats, and only the others wait.
    """
    event = lock(event.pk, by=by)
    present = set(event.participants.of_businesses().values_list("business_id", flat=True))
    new = {item.pk: item for item in businesses if item.pk not in present}.values()
    people = [of_business(event, business, mode) for business in new]
    return _add(event, people, mode, status, by=by)


@transaction.atomic
def add_person(
    *,
    event: Event,
    person: Person,
    mode: Mode,
    by: User,
    status: ParticipantStatus = ParticipantStatus.REGISTERED,
) -> Participant:
    """Adds a person of an office by name, linked to the account with the same phone or e-mail.

    Raises `AlreadyParticipatingError` or `SeatsFullError`; WAITING as in `add_businesses`.
    """
    event = lock(event.pk, by=by)
    account = account_of(person)
    if listed(event, person, account):
        raise AlreadyParticipatingError(person.name)
    [participant] = _add(event, [of_person(event, person, mode, account)], mode, status, by=by)
    return participant


@transaction.atomic
def register(*, participant: Participant, mode: Mode, by: User) -> Participant:
    """Gives a seat of a mode to somebody who has none, or one of the other mode.

    Raises `SeatsFullError`, or `SubstitutedError` when somebody else comes in the person's place.
    """
    event = lock(participant.event_id, by=by)
    participant = event.participants.get(pk=participant.pk)
    if (participant.status, participant.mode) == (ParticipantStatus.REGISTERED, mode):
        return participant
    _check_comes_alone(participant)
    participant.delegation = seats.delegation_in(participant, mode)
    seats.take(event, mode, 1, participant.delegation)
    participant.mode = mode
    seats.settle(participant, has_seat=True).save()
    invitations.note_reply(participant, Reply.YES)
    audit.record(action="participant.registered", subject=participant, by=by, mode=mode)
    seats.promote(event, by=by)
    return participant


@transaction.atomic
def prefer(*, participant: Participant, by: User) -> Participant:
    """Puts somebody who waits before all others, against the rule of the event."""
    event = lock(participant.event_id, by=by)
    participant = event.participants.get(pk=participant.pk)
    seats.prefer(participant, by=by)
    return participant


@transaction.atomic
def decline(*, participant: Participant, by: User) -> Participant:
    """Notes that the person cannot come; the seat is free again. Raises `HasAttendanceError`."""
    event = lock(participant.event_id, by=by)
    participant = event.participants.get(pk=participant.pk)
    _check_absent(participant)
    seats.give_up(participant)
    invitations.note_reply(participant, Reply.NO)
    audit.record(action="participant.declined", subject=participant, by=by)
    seats.promote(event, by=by)
    return participant


@transaction.atomic
def remove(*, participant: Participant, by: User) -> None:
    """Takes somebody off the list who was put there by mistake.

    Raises `HasAttendanceError`, `HasCertificateError`, or `SubstitutedError` when somebody comes in
    the person's place.
    """
    event = lock(participant.event_id, by=by)
    participant = event.participants.get(pk=participant.pk)
    _check_absent(participant)
    _check_comes_alone(participant)
    if participant.certificates.exists():
        raise HasCertificateError(participant.name)
    Participant.objects.filter(substitute_for=participant).update(substitute_for=None)
    audit.record(action="participant.removed", subject=participant, by=by)
    participant.delete()
    seats.promote(event, by=by)


def _add(
    event: Event, people: list[Participant], mode: Mode, status: ParticipantStatus, *, by: User
) -> list[Participant]:
    if status == ParticipantStatus.REGISTERED:
        seats.take(event, mode, len(people))
    if status == ParticipantStatus.WAITING:
        seats.seat_or_wait(event, people, mode)
    else:
        for person in people:
            person.status = status
    added = Participant.objects.bulk_create(people)
    if status == ParticipantStatus.INVITED:
        invitations.prepare(event)
    audit.record(
        action="participant.added", subject=event, by=by, mode=mode, count=len(added), status=status
    )
    return added


def _check_absent(participant: Participant) -> None:
    if participant.attendances.exists():
        raise HasAttendanceError(participant.name)


def _check_comes_alone(participant: Participant) -> None:
    substitute = Participant.objects.expected().filter(substitute_for=participant).first()
    if substitute:
        raise SubstitutedError(participant.name, substitute.name)
