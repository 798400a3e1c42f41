"""Whom a region covers, and what the database refuses about people and roles."""

import pytest
from django.db import IntegrityError
from hypothesis import given
from hypothesis import strategies as st

from accounts.enums import REGIONAL_ROLES, Role
from accounts.models import Membership, User
from accounts.scope import Scope
from ikm.models import Business
from regions.models import Region
from tests.factories import make_business, make_region, make_user

CODES = st.sampled_from(["64", "64.08", "64.08.17", "64.08.17.2001", "64.72", "63.08", "6", "64.0"])


@given(own=CODES, other=CODES, role=st.sampled_from(list(Role)))
def test_only_regional_roles_cover_and_only_what_lies_inside(
    own: str, other: str, role: Role
) -> None:
    covered = Scope(user_id=1, role=role, region_code=own).covers(other)
    inside = other.split(".")[: len(own.split("."))] == own.split(".")
    assert covered == (role in REGIONAL_ROLES and inside)


@pytest.mark.django_db
def test_the_query_says_the_same_as_the_rule() -> None:
    for code in ("64.08.17.2001", "64.72", "63.08"):
        make_region(code)
    scope = Scope(user_id=1, role=Role.REGENCY_OFFICER, region_code="64.08")
    found = set(Region.objects.filter(scope.in_region("code")).values_list("code", flat=True))
    assert found == {"64.08", "64.08.17", "64.08.17.2001"}


@pytest.mark.django_db
def test_a_role_without_its_scope_is_refused() -> None:
    user = make_user()
    with pytest.raises(IntegrityError):
        Membership.objects.create(user=user, role=Role.REGENCY_OFFICER)


@pytest.mark.django_db
def test_a_person_needs_an_email_or_a_phone() -> None:
    with pytest.raises(IntegrityError):
        User.objects.create(name="Tanpa alamat")


@pytest.mark.django_db
def test_a_scope_reaches_records_through_their_foreign_key() -> None:
    inside, outside = make_business(regency="64.08"), make_business(regency="64.72")
    scope = Scope(user_id=1, role=Role.PROVINCE_OFFICER, region_code="64")
    assert set(Business.objects.filter(scope.in_region("regency_id"))) == {inside, outside}
    scope = Scope(user_id=1, role=Role.REGENCY_OFFICER, region_code="64.08")
    assert list(Business.objects.filter(scope.in_region("regency_id"))) == [inside]
