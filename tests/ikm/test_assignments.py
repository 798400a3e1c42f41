"""Who may send a companion to a business, and who may end that."""

import pytest

from accounts.models import Membership, User
from halalportal.audit.models import AuditEntry
from ikm.errors import NotAllowedError
from ikm.models import Business
from ikm.services import assignments
from tests.factories import assign, make_business, make_companion

pytestmark = pytest.mark.django_db


@pytest.fixture
def business(db: None) -> Business:
    return make_business()


def membership_of(user: User) -> Membership:
    assert user.active_membership
    return user.active_membership


def test_the_coordinator_sends_the_own_companions(
    business: Business, companion: User, coordinator: User
) -> None:
    colleague = make_companion(membership_of(companion).organisation)
    for person in (companion, colleague):
        membership = membership_of(person)
        assignments.assign(business=business, membership=membership, by=coordinator)
        assert business.assignments.current().get().companion == person
    assert AuditEntry.objects.filter(action="business.companion_assigned").count() == 2
    assignments.end(business=business, by=coordinator)
    assert not business.assignments.current().exists()


def test_the_coordinator_leaves_other_organisations_alone(
    business: Business, companion: User, coordinator: User
) -> None:
    foreign = make_companion()
    with pytest.raises(NotAllowedError):
        assignments.assign(business=business, membership=membership_of(foreign), by=coordinator)
    assign(business, foreign)
    with pytest.raises(NotAllowedError):
        assignments.assign(business=business, membership=membership_of(companion), by=coordinator)
    with pytest.raises(NotAllowedError):
        assignments.end(business=business, by=coordinator)
    assert business.assignments.current().get().companion == foreign


def test_officers_of_the_region_assign_and_strangers_do_not(
    business: Business, companion: User, officer: User, stranger: User, owner: User
) -> None:
    membership = membership_of(companion)
    for person in (stranger, owner, companion):
        with pytest.raises(NotAllowedError):
            assignments.assign(business=business, membership=membership, by=person)
    assignments.assign(business=business, membership=membership, by=officer)
    assert business.assignments.current().get().companion == companion
