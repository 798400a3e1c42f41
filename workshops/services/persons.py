"""Those who come, before they are on the list: owners of businesses, and people by name."""

from dataclasses import dataclass

from django.db.models import Q

from accounts.models import User
from ikm.models import Business
from regions.models import Region
from workshops.enums import Mode
from workshops.models import Event, Participant


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody from an office or an LP3H, by name."""

    name: str
    agency: str
    region: Region
    phone: str = ""
    email: str = ""


def account_of(person: Person) -> User | None:
    """The account of exactly this phone or e-mail, so that the person finds the event there."""
    known = Q(pk__in=[])
    if person.phone:
        known |= Q(phone=person.phone)
    if person.email:
        known |= Q(email__iexact=person.email)
    account: User | None = User.objects.active().filter(known).order_by("pk").first()
    return account


def listed(event: Event, person: Person, account: User | None) -> Participant | None:
    """The participant of this name and office, or of this account."""
    same = Q(business=None, name__iexact=person.name, agency__iexact=person.agency)
    if account:
        same |= Q(business=None, user=account)
    return event.participants.filter(same).first()


def of_business(event: Event, business: Business, mode: Mode) -> Participant:
    """The owner of a business as a participant, not saved."""
    return Participant(
        event=event,
        business=business,
        name=business.owner_name,
        phone=business.phone,
        email=business.email,
        region_id=business.regency_id,
        mode=mode,
    )


def of_person(event: Event, person: Person, mode: Mode, account: User | None) -> Participant:
    """Somebody by name as a participant, not saved."""
    return Participant(
        event=event,
        user=account,
        name=person.name,
        agency=person.agency,
        phone=person.phone,
        email=person.email,
        region=person.region,
        mode=mode,
    )
