"""Proposals of companions on their pages: from the call to the assignment."""

import pytest

from accounts.enums import Role
from accounts.models import CompanionProfile, Organisation, User
from certification.models import AssignmentProposal, Programme
from ikm.models import Business
from tests.certification.companions import LIST, SANGKULIRANG, at, queries
from tests.factories import (
    client_for,
    make_allocation,
    make_application,
    make_business,
    make_companion,
    make_organisation,
    make_profile,
    make_region,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(
    programme: Programme,
    allocation: object,
    lp3h: Organisation,
    officer: User,
    province_officer: User,
) -> Business:
    """A business without a companion where the LP3H holds places."""
    make_allocation(programme, organisation=lp3h, granted=2, by=province_officer)
    business = make_business(district=make_region(SANGKULIRANG))
    make_application(business, programme, by=officer)
    return business


def test_from_the_call_to_the_assignment(
    waiting: Business, profile: CompanionProfile, coordinator: User
) -> None:
    client = client_for(coordinator)
    assert "1 usaha belum punya pendamping" in client.get(LIST).content.decode()
    made = client.post(at("proposal-create"))
    proposal = AssignmentProposal.objects.get()
    assert made.headers["Location"] == at("proposal-detail", proposal.pk)
    page = client.get(at("proposal-detail", proposal.pk)).content.decode()
    assert "kecamatan sama · 1 dari 9 kasus" in page
    assert waiting.name in page
    line = proposal.lines.get()
    sent = {f"take_{line.pk}": "on", f"companion_{line.pk}": profile.user_id}
    client.post(at("proposal-change", proposal.pk), sent | {f"take_{line.pk}": ""})
    line.refresh_from_db()
    assert not line.is_taken
    client.post(at("proposal-accept", proposal.pk), sent)
    assert waiting.assignments.current().get().companion == profile.user
    page = client.get(at("proposal-detail", proposal.pk)).content.decode()
    assert "ditugaskan" in page
    assert "Terima usulan" not in page
    assert client.get(at("proposal-list")).status_code == 200


def test_dropping_assigns_nobody(
    waiting: Business, profile: CompanionProfile, coordinator: User
) -> None:
    client = client_for(coordinator)
    client.post(at("proposal-create"))
    proposal = AssignmentProposal.objects.get()
    client.post(at("proposal-drop", proposal.pk))
    response = client.post(at("proposal-accept", proposal.pk), follow=True)
    assert "sudah diputuskan: dibatalkan" in response.content.decode()
    assert not waiting.assignments.exists()


def test_who_sees_a_proposal(  # noqa: PLR0917
    waiting: Business,
    profile: CompanionProfile,
    coordinator: User,
    province_officer: User,
    auditor: User,
    officer: User,
    owner: User,
) -> None:
    client_for(coordinator).post(at("proposal-create"))
    url = at("proposal-detail", AssignmentProposal.objects.get().pk)
    for person in (province_officer, auditor):
        page = client_for(person).get(url)
        assert page.status_code == 200
        assert "Terima usulan" not in page.content.decode()
    foreign = make_user(Role.LP3H_COORDINATOR, organisation=make_organisation())
    assert client_for(foreign).get(url).status_code == 404
    assert client_for(foreign).post(f"{url}terima/").status_code == 404
    for person in (officer, owner, profile.user):
        assert client_for(person).get(url).status_code == 403


def test_a_companion_of_another_lp3h_cannot_be_smuggled_in(
    waiting: Business, profile: CompanionProfile, coordinator: User
) -> None:
    client = client_for(coordinator)
    client.post(at("proposal-create"))
    proposal = AssignmentProposal.objects.get()
    line = proposal.lines.get()
    foreign = make_companion()
    make_profile(foreign)
    sent = {f"take_{line.pk}": "on", f"companion_{line.pk}": foreign.pk}
    page = client.post(at("proposal-accept", proposal.pk), sent).content.decode()
    assert "tidak bisa dipilih lagi" in page
    assert not waiting.assignments.exists()


def test_the_price_of_a_proposal_does_not_grow(
    waiting: Business,
    profile: CompanionProfile,
    programme: Programme,
    coordinator: User,
    officer: User,
) -> None:
    client = client_for(coordinator)
    client.post(at("proposal-create"))
    first = AssignmentProposal.objects.get()
    before = queries(client, at("proposal-detail", first.pk))
    client.post(at("proposal-drop", first.pk))
    for _ in range(4):
        business = make_business(district=make_region("64.08.07"))
        make_application(business, programme, by=officer)
    client.post(at("proposal-create"))
    second = AssignmentProposal.objects.waiting().get()
    assert second.lines.count() == 5
    assert queries(client, at("proposal-detail", second.pk)) == before
