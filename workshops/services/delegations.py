"""Seats kept for a kab/kota, an office or an LP3H. The event's lock guards them."""

from dataclasses import dataclass

from django.db import transaction

from accounts.models import Organisation, User
from halalportal.audit import services as audit
from regions.models import Level, Region
from workshops.enums import Mode
from workshops.errors import DelegationExistsError, SeatsTakenError
from workshops.models import Delegation, Event
from workshops.services import invitations, seats
from workshops.services.locking import lock

CONTACT_FIELDS = ("contact_name", "contact_phone", "contact_email")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Who answers for a delegation; everything may be empty."""

    name: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """So many seats of one mode; without an organisation they are the kab/kota's own."""

    region: Region
    mode: Mode
    seats: int
    organisation: Organisation | None = None
    contact: Contact = Contact()


@transaction.atomic
def add(*, event: Event, details: Details, by: User) -> Delegation:
    """Keeps seats and makes the invitation. Raises `SeatsFullError`, `DelegationExistsError`."""
    event = lock(event.pk, by=by)
    same = event.delegations.filter(region=details.region, organisation=details.organisation)
    if same.filter(mode=details.mode).exists():
        raise DelegationExistsError(str(details.organisation or details.region), details.mode)
    seats.take(event, details.mode, details.seats)
    delegation = Delegation.objects.create(
        event=event,
        region=details.region,
        organisation=details.organisation,
        mode=details.mode,
        seats=details.seats,
        **_values(details.contact),
    )
    invitations.prepare(event)
    audit.record(
        action="delegation.created",
        subject=delegation,
        by=by,
        event=event.pk,
        mode=details.mode,
        seats=details.seats,
    )
    return delegation


@transaction.atomic
def add_for_all(*, event: Event, mode: Mode, count: int, by: User) -> list[Delegation]:
    """Keeps so many seats for each kab/kota of the province that has none of this mode yet.

    Raises `SeatsFullError` when the event has not enough of them; then none is kept.
    """
    event = lock(event.pk, by=by)
    known = event.delegations.filter(organisation=None, mode=mode).values("region_id")
    regencies = Region.objects.inside(event.region_id[:2]).filter(level=Level.REGENCY)
    missing = list(regencies.exclude(pk__in=known).order_by("code"))
    seats.take(event, mode, count * len(missing))
    made = Delegation.objects.bulk_create(
        Delegation(event=event, region=region, mode=mode, seats=count) for region in missing
    )
    invitations.prepare(event)
    audit.record(
        action="delegation.created", subject=event, by=by, mode=mode, seats=count, count=len(made)
    )
    return made


@transaction.atomic
def change(*, delegation: Delegation, count: int, contact: Contact, by: User) -> Delegation:
    """Changes seats and contact; more seats go to its own waiting people first.

    Raises `SeatsTakenError` for fewer seats than its people, `SeatsFullError` for more than free.
    """
    event = lock(delegation.event_id, by=by)
    delegation = event.delegations.get(pk=delegation.pk)
    mode = Mode(delegation.mode)
    taken = seats.taken(event, mode, delegation)
    if count < taken:
        raise SeatsTakenError(mode, taken=taken)
    if seats.keeps(delegation):
        seats.take(event, mode, count - delegation.seats)
    delegation.seats = count
    for field, value in _values(contact).items():
        setattr(delegation, field, value)
    delegation.save(update_fields=["seats", *CONTACT_FIELDS])
    audit.record(action="delegation.changed", subject=delegation, by=by, seats=count)
    seats.promote(event, by=by)
    return delegation


@transaction.atomic
def remove(*, delegation: Delegation, by: User) -> None:
    """Gives the seats up: its people stay, those of it who wait now wait with the others."""
    event = lock(delegation.event_id, by=by)
    delegation = event.delegations.get(pk=delegation.pk)
    audit.record(action="delegation.removed", subject=delegation, by=by, seats=delegation.seats)
    delegation.delete()
    seats.promote(event, by=by)


def _values(contact: Contact) -> dict[str, str]:
    return dict(zip(CONTACT_FIELDS, (contact.name, contact.phone, contact.email), strict=True))
