"""Who takes part: adding, confirming, declining, removing. The event's lock guards the seats."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from halalportal.audit import services as audit
from ikm.models import Business
from regions.models import Region
from workshops.enums import Mode, ParticipantStatus
from workshops.errors import AlreadyParticipatingError, HasAttendanceError, SeatsFullError
from workshops.models import Event, Participant
from workshops.services.locking import lock


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody from an office or an LP3H, by name."""

    name: str
    agency: str
    region: Region
    phone: str = ""
    email: str = ""


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
    the others find a seat; then nobody is added. An invitation holds no seat.
    """
    event = lock(event.pk, by=by)
    present = set(event.participants.of_businesses().values_list("business_id", flat=True))
    new = {item.pk: item for item in businesses if item.pk not in present}.values()
    if status == ParticipantStatus.REGISTERED:
        _take_seats(event, mode, len(new))
    added = Participant.objects.bulk_create(
        Participant(
            event=event,
            business=business,
            name=business.owner_name,
            phone=business.phone,
            email=business.email,
            region_id=business.regency_id,
            mode=mode,
            status=status,
        )
        for business in new
    )
    audit.record(
        action="participant.added", subject=event, by=by, mode=mode, count=len(added), status=status
    )
    return added


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

    Raises `AlreadyParticipatingError` or `SeatsFullError`.
    """
    event = lock(event.pk, by=by)
    account = _account_of(person)
    if _is_listed(event, person, account):
        raise AlreadyParticipatingError(person.name)
    if status == ParticipantStatus.REGISTERED:
        _take_seats(event, mode, 1)
    participant = Participant.objects.create(
        event=event,
        user=account,
        name=person.name,
        agency=person.agency,
        phone=person.phone,
        email=person.email,
        region=person.region,
        mode=mode,
        status=status,
    )
    audit.record(
        action="participant.added", subject=event, by=by, mode=mode, count=1, status=status
    )
    return participant


@transaction.atomic
def register(*, participant: Participant, mode: Mode, by: User) -> Participant:
    """Gives a seat of a mode to somebody invited, declined, or registered for the other mode."""
    event = lock(participant.event_id, by=by)
    participant = event.participants.get(pk=participant.pk)
    if (participant.status, participant.mode) == (ParticipantStatus.REGISTERED, mode):
        return participant
    _take_seats(event, mode, 1)
    participant.status, participant.mode = ParticipantStatus.REGISTERED, mode
    participant.save(update_fields=["status", "mode"])
    audit.record(action="participant.registered", subject=participant, by=by, mode=mode)
    return participant


@transaction.atomic
def decline(*, participant: Participant, by: User) -> Participant:
    """Notes that the person cannot come; the seat is free again. Raises `HasAttendanceError`."""
    event = lock(participant.event_id, by=by)
    participant = event.participants.get(pk=participant.pk)
    _check_absent(participant)
    participant.status = ParticipantStatus.DECLINED
    participant.save(update_fields=["status"])
    audit.record(action="participant.declined", subject=participant, by=by)
    return participant


@transaction.atomic
def remove(*, participant: Participant, by: User) -> None:
    """Takes somebody off the list who was put there by mistake. Raises `HasAttendanceError`."""
    lock(participant.event_id, by=by)
    _check_absent(participant)
    audit.record(action="participant.removed", subject=participant, by=by)
    participant.delete()


def _take_seats(event: Event, mode: Mode, wanted: int) -> None:
    """Raises `SeatsFullError` unless so many seats are free; the event is locked by the caller."""
    limit = event.seats(mode)
    taken = _taken(event, mode)
    if limit is not None and taken + wanted > limit:
        raise SeatsFullError(mode, free=max(limit - taken, 0))


def _taken(event: Event, mode: Mode) -> int:
    return event.participants.registered().filter(mode=mode).count()


def _check_absent(participant: Participant) -> None:
    if participant.attendances.exists():
        raise HasAttendanceError(participant.name)


def _account_of(person: Person) -> User | None:
    """The account of exactly this phone or e-mail, so that the person finds the event there."""
    known = Q(pk__in=[])
    if person.phone:
        known |= Q(phone=person.phone)
    if person.email:
        known |= Q(email__iexact=person.email)
    account: User | None = User.objects.active().filter(known).order_by("pk").first()
    return account


def _is_listed(event: Event, person: Person, account: User | None) -> bool:
    same = Q(business=None, name__iexact=person.name, agency__iexact=person.agency)
    if account:
        same |= Q(user=account)
    return event.participants.filter(same).exists()
