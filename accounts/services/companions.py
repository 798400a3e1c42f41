"""An LP3H's companions: adding one, keeping the profile, and marking who has left."""

import datetime
from collections.abc import Collection
from dataclasses import asdict, dataclass, fields

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.enums import Role
from accounts.errors import AlreadyLeftError, PhoneTakenError, RegistrationTakenError
from accounts.models import CompanionProfile, Membership, Organisation, User
from accounts.rules import can_manage_companions
from halalportal.audit.services import record
from regions.models import Region, within


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileDetails:
    """What the coordinator fills in. `capacity` is in open cases."""

    registration_number: str = ""
    trained_on: datetime.date | None = None
    trained_until: datetime.date | None = None
    capacity: int = 20


@transaction.atomic
def add(
    *, organisation: Organisation, name: str, phone: str, details: ProfileDetails, by: User
) -> CompanionProfile:
    """Adds a person as a companion of the LP3H. The account has no password yet.

    Args:
        phone: E.164.

    Raises:
        PhoneTakenError: somebody has an account with the number.
        RegistrationTakenError: another companion has the registration number.
    """
    _refuse_strangers(by, organisation.pk)
    if User.objects.filter(phone=phone).exists():
        raise PhoneTakenError
    _refuse_taken(details.registration_number)
    user: User = User.objects.create_user(name=name, phone=phone)
    Membership.objects.create(user=user, role=Role.COMPANION, organisation=organisation)
    profile = CompanionProfile.objects.create(
        user=user, organisation=organisation, **asdict(details)
    )
    record(action="companion.added", subject=profile, by=by, organisation=organisation.pk)
    return profile


@transaction.atomic
def update(*, profile: CompanionProfile, details: ProfileDetails, by: User) -> CompanionProfile:
    """Brings the profile up to date.

    Raises:
        AlreadyLeftError: the companion has left the LP3H.
        RegistrationTakenError: another companion has the registration number.
    """
    locked = _locked(profile, by)
    _refuse_taken(details.registration_number, own=locked.pk)
    changed = [
        field.name
        for field in fields(details)
        if getattr(locked, field.name) != getattr(details, field.name)
    ]
    for name in changed:
        setattr(locked, name, getattr(details, name))
    locked.save(update_fields=changed)
    record(action="companion.updated", subject=locked, by=by, changed=changed)
    return locked


@transaction.atomic
def set_districts(
    *, profile: CompanionProfile, regency: Region, districts: Collection[Region], by: User
) -> CompanionProfile:
    """Says which kecamatan of one kab/kota the companion serves; those elsewhere stay.

    Raises:
        AlreadyLeftError: the companion has left the LP3H.
    """
    locked = _locked(profile, by)
    elsewhere = locked.districts.exclude(within("code", regency.pk))
    locked.districts.set([*elsewhere, *districts])
    codes = sorted(district.pk for district in districts)
    record(action="companion.districts_set", subject=locked, by=by, districts=codes)
    return locked


@transaction.atomic
def leave(*, profile: CompanionProfile, on: datetime.date, by: User) -> CompanionProfile:
    """Marks the companion as gone: the membership of the LP3H ends, and the sight of its cases.

    Whoever calls it has handed over what the companion was responsible for.

    Raises:
        AlreadyLeftError: it was done before.
    """
    locked = _locked(profile, by)
    locked.left_on = on
    locked.save(update_fields=["left_on"])
    locked.user.memberships.current().filter(
        role=Role.COMPANION, organisation_id=locked.organisation_id
    ).update(ended_on=on)
    record(action="companion.left", subject=locked, by=by, left_on=on.isoformat())
    return locked


def _locked(profile: CompanionProfile, by: User) -> CompanionProfile:
    found = CompanionProfile.objects.select_for_update(of=("self",)).select_related("user")
    locked = found.get(pk=profile.pk)
    _refuse_strangers(by, locked.organisation_id)
    if locked.left_on:
        raise AlreadyLeftError
    return locked


def _refuse_taken(number: str, *, own: int = 0) -> None:
    others = CompanionProfile.objects.exclude(pk=own)
    if number and others.filter(registration_number=number).exists():
        raise RegistrationTakenError


def _refuse_strangers(by: User, organisation_id: int) -> None:
    if not can_manage_companions(by, organisation_id):
        raise PermissionDenied
