"""An LP3H's companions: who may keep the list, and what is refused."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from accounts.enums import Role
from accounts.errors import AlreadyLeftError, PhoneTakenError, RegistrationTakenError
from accounts.models import CompanionProfile, User
from accounts.services import companions
from accounts.services.companions import ProfileDetails
from halalportal.audit.models import AuditEntry
from tests.factories import (
    EAST_KUTAI,
    SAMARINDA,
    make_companion,
    make_officer,
    make_organisation,
    make_profile,
    make_region,
    make_user,
)

pytestmark = pytest.mark.django_db

DETAILS = ProfileDetails(registration_number="P3H/64/0001", capacity=12)
DAY = datetime.date(2026, 11, 20)


@pytest.fixture
def profile(companion: User) -> CompanionProfile:
    return make_profile(companion)


def test_adding_makes_the_person_the_role_and_the_profile(coordinator: User) -> None:
    membership = coordinator.active_membership
    assert membership
    assert membership.organisation
    profile = companions.add(
        organisation=membership.organisation,
        name="Pendamping Baru",
        phone="+6281200000055",
        details=DETAILS,
        by=coordinator,
    )
    assert profile.user.role == Role.COMPANION
    assert profile.user.scope.organisation_id == membership.organisation_id
    assert (profile.registration_number, profile.capacity) == ("P3H/64/0001", 12)
    assert AuditEntry.objects.filter(action="companion.added", actor_id=coordinator.pk).exists()


def test_a_number_belongs_to_one_account(coordinator: User) -> None:
    make_user(Role.OWNER, phone="+6281200000055")
    membership = coordinator.active_membership
    assert membership
    assert membership.organisation
    with pytest.raises(PhoneTakenError):
        companions.add(
            organisation=membership.organisation,
            name="Pendamping Baru",
            phone="+6281200000055",
            details=DETAILS,
            by=coordinator,
        )
    assert not CompanionProfile.objects.exists()


def test_a_registration_number_belongs_to_one_companion(
    profile: CompanionProfile, coordinator: User
) -> None:
    make_profile(make_companion(), registration_number="P3H/64/0001")
    with pytest.raises(RegistrationTakenError):
        companions.update(profile=profile, details=DETAILS, by=coordinator)
    own = ProfileDetails(registration_number="P3H/64/0002")
    companions.update(profile=profile, details=own, by=coordinator)
    companions.update(profile=profile, details=own, by=coordinator)
    profile.refresh_from_db()
    assert profile.registration_number == "P3H/64/0002"


def test_districts_of_another_kabupaten_stay(profile: CompanionProfile, coordinator: User) -> None:
    sangkulirang, telen, palaran = (
        make_region(code) for code in ("64.08.05", "64.08.07", "64.72.01")
    )
    profile.districts.set([sangkulirang, palaran])
    companions.set_districts(
        profile=profile, regency=make_region(EAST_KUTAI), districts=[telen], by=coordinator
    )
    assert set(profile.districts.all()) == {telen, palaran}


def test_who_leaves_loses_the_role_and_is_not_changed_any_more(
    profile: CompanionProfile, coordinator: User
) -> None:
    companions.leave(profile=profile, on=DAY, by=coordinator)
    assert User.objects.get(pk=profile.user_id).role == ""
    for act in (
        lambda: companions.leave(profile=profile, on=DAY, by=coordinator),
        lambda: companions.update(profile=profile, details=DETAILS, by=coordinator),
    ):
        with pytest.raises(AlreadyLeftError):
            act()


def test_only_the_own_coordinator_keeps_the_list(
    profile: CompanionProfile, officer: User, province_officer: User
) -> None:
    foreign = make_user(Role.LP3H_COORDINATOR, organisation=make_organisation())
    for person in (foreign, officer, province_officer, profile.user):
        with pytest.raises(PermissionDenied):
            companions.update(profile=profile, details=DETAILS, by=person)
        with pytest.raises(PermissionDenied):
            companions.leave(profile=profile, on=DAY, by=person)


def test_who_sees_a_profile(profile: CompanionProfile, coordinator: User, owner: User) -> None:
    profile.districts.add(make_region("64.08.05"))
    seen = CompanionProfile.objects.visible_to
    for person in (profile.user, coordinator, make_officer(EAST_KUTAI), make_officer("64")):
        assert seen(person).contains(profile), person
    foreign = make_user(Role.LP3H_COORDINATOR, organisation=make_organisation())
    for person in (owner, make_companion(), foreign, make_officer(SAMARINDA), make_officer("63")):
        assert not seen(person).contains(profile), person
