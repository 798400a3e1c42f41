"""Companions without the bimtek that a programme asks for get no new cases or places of it."""

import datetime
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from accounts.models import Qualification, User
from accounts.services import trainings
from certification.enums import Status
from certification.errors import UntrainedError
from certification.matching import Helper, Seeker, match_by_need
from certification.models import Application, Programme
from certification.services import handing_out, proposals
from certification.services import terms as terms_services
from certification.services.applications import accept, create, refresh_companion
from certification.services.proposals import Choice
from certification.services.sharing import split, take_back
from certification.services.transfers import transfer
from ikm.enums import BulkKind
from ikm.models import Assignment, BulkEdit
from ikm.services import assignments, bulk
from tests.certification.conftest import Case
from tests.certification.steps import draft, submitted
from tests.certification.tree import make_tree
from tests.factories import (
    EAST_KUTAI,
    client_for,
    make_allocation,
    make_application,
    make_business,
    make_companion,
    make_mandate,
    make_officer,
    make_profile,
    make_programme,
    make_region,
)

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 1, 15)


@pytest.fixture
def bimtek() -> Qualification:
    return Qualification.objects.get(pk="bimtek-pendamping")


@pytest.fixture
def asking(programme: Programme, bimtek: Qualification) -> Programme:
    return ask(programme, bimtek)


def ask(programme: Programme, bimtek: Qualification) -> Programme:
    programme.required_qualification = bimtek
    programme.save(update_fields=["required_qualification"])
    return programme


def train(person: User, bimtek: Qualification, *, until: datetime.date | None = None) -> None:
    trainings.gain(qualification=bimtek, evidence={person.pk: "001/UJI"}, on=DAY, by=person)
    person.trainings.update(valid_until=until)


def test_the_owners_application_waits_for_another_companion(
    asking: Programme, case: Case, officer: User, bimtek: Qualification
) -> None:
    application = submitted(case)
    assert application.companion is None

    for act in (accept, refresh_companion):
        with pytest.raises(UntrainedError, match=f"{case.companion.name} belum punya Bimtek"):
            act(application=application, by=officer)
    application.refresh_from_db()
    assert application.companion is None

    train(case.companion, bimtek)
    assert accept(application=application, by=officer).companion == case.companion


def test_a_companion_without_the_bimtek_files_nothing(asking: Programme, case: Case) -> None:
    make_mandate(case.business, case.companion)
    with pytest.raises(UntrainedError):
        create(business=case.business, programme=asking, by=case.companion)
    assert not Application.objects.exists()


def test_a_bimtek_that_is_over_does_not_count(
    asking: Programme, case: Case, officer: User, bimtek: Qualification
) -> None:
    application = submitted(case)
    train(case.companion, bimtek, until=DAY)
    with pytest.raises(UntrainedError):
        refresh_companion(application=application, by=officer)


def test_cases_of_before_stay(
    programme: Programme, case: Case, officer: User, bimtek: Qualification
) -> None:
    application = submitted(case)
    ask(programme, bimtek)

    assert accept(application=application, by=officer).companion == case.companion


def test_other_programmes_ask_for_nothing(case: Case) -> None:
    assert draft(case).companion == case.companion


def test_a_proposal_gives_the_case_to_who_has_the_bimtek(
    asking: Programme, case: Case, coordinator: User, province_officer: User, bimtek: Qualification
) -> None:
    lp3h = coordinator.active_membership.organisation  # type: ignore[union-attr]
    assert lp3h
    make_allocation(asking, organisation=lp3h, granted=2, by=province_officer)
    business = make_business()
    make_application(business, asking, by=case.officer)
    untrained, trained = make_companion(lp3h), make_companion(lp3h)
    for person in (untrained, trained):
        make_profile(person)
    near = untrained.companion_profile
    near.districts.add(make_region("64.08.05"))

    proposal = proposals.propose(organisation=lp3h, by=coordinator)
    line = proposal.lines.get()
    assert (line.companion_id, line.is_taken) == (None, False)
    assert "Undang ke bimtek" in line.reason

    choice = {line.pk: Choice(is_taken=True, companion_id=untrained.pk)}
    proposals.change_lines(proposal=proposal, choices=choice, by=coordinator)
    proposals.accept(proposal=proposal, by=coordinator)
    assert proposal.lines.get().reason == handing_out.UNTRAINED
    assert not Assignment.objects.filter(business=business).exists()

    train(trained, bimtek)
    again = proposals.propose(organisation=lp3h, by=coordinator)
    assert again.lines.get().companion == trained
    proposals.accept(proposal=again, by=coordinator)
    assert business.applications.get().companion == trained


def test_the_registry_refuses_with_the_words_of_the_case(
    asking: Programme, case: Case, officer: User, bimtek: Qualification
) -> None:
    submitted(case)
    other = make_companion()
    case.business.assignments.all().delete()
    client = client_for(officer)
    address = reverse("ikm:assignment-create", args=[case.business.pk])
    chosen = {"membership": other.memberships.get().pk}

    page = client.post(address, chosen)

    assert page.status_code == 422
    assert str(UntrainedError(other.name, bimtek.label)) in unescape(page.text)
    assert not Assignment.objects.exists()
    train(other, bimtek)
    assert client.post(address, chosen).status_code == 302
    assert case.business.assignments.get().companion == other


def test_the_registry_refuses_for_nothing_else(
    asking: Programme, programme: Programme, case: Case, officer: User, province_officer: User
) -> None:
    """A business without a case, one of another programme, and a case that has the companion."""
    other = make_companion()
    membership = other.memberships.get()
    free, elsewhere, own, entered = (make_business() for _ in range(4))
    make_application(elsewhere, make_programme(by=province_officer), by=officer)
    make_application(own, asking, by=officer, companion=other)
    holds = {"allocation": asking.allocations.get(parent=None), "submitted_at": timezone.now()}
    make_application(entered, asking, by=officer, status=Status.IN_SIHALAL, **holds)
    for business in (free, elsewhere, own, entered):
        assignments.assign(business=business, membership=membership, by=officer)
        assert business.assignments.get().companion == other


def test_a_change_to_many_leaves_those_out(
    asking: Programme, case: Case, officer: User, bimtek: Qualification
) -> None:
    other = make_companion()
    barred, free = make_business(), make_business()
    make_application(barred, asking, by=officer)

    def give() -> BulkEdit:
        value = str(other.memberships.get().pk)
        ids = [barred.pk, free.pk]
        edit = bulk.start(kind=BulkKind.COMPANION, value=value, ids=ids, by=officer)
        return bulk.apply(edit_id=edit.pk, report=lambda done, total: None)

    assert give().count == 1
    assert list(Assignment.objects.filter(companion=other).values_list("business", flat=True)) == [
        free.pk
    ]
    train(other, bimtek)
    assert give().count == 1
    assert barred.assignments.get().companion == other


def test_matching_by_need_counts_the_load_of_all_groups() -> None:
    able, other = Helper(1, 0, 2), Helper(2, 0, 2)
    seekers = [Seeker(key, "", "", "64.08") for key in (10, 11, 12, 13)]

    found = match_by_need(
        seekers,
        [able, other],
        needs={11: frozenset({"x"}), 13: frozenset({"x"})},
        skills={1: frozenset({"x"})},
    )

    assert [each.seeker for each in found] == [10, 11, 12, 13]
    assert [each.helper for each in found] == [2, 1, 2, 1]


def test_places_go_to_trained_companions_only(bimtek: Qualification) -> None:
    tree = make_tree()
    ask(tree.programme, bimtek)

    def hand_down() -> None:
        split(
            programme=tree.programme,
            region=make_region(EAST_KUTAI),
            organisation=tree.lp3h,
            companion=tree.companion,
            count=1,
            by=tree.coordinator,
        )

    before = tree.frees
    with pytest.raises(UntrainedError):
        hand_down()
    with pytest.raises(UntrainedError):
        transfer(source=tree.samarinda, target=tree.own, count=1, reason="uji", by=tree.province)
    assert tree.frees == before

    take_back(allocation=tree.own, count=1, by=tree.coordinator)
    train(tree.companion, bimtek)
    hand_down()
    assert tree.frees == before


def test_who_sets_what_a_programme_asks_for(
    programme: Programme, province_officer: User, officer: User, bimtek: Qualification
) -> None:
    address = reverse("certification:qualification-update", args=[programme.slug])
    data = {"qualification": bimtek.pk}

    assert client_for(officer).post(address, data).status_code == 403
    assert client_for(make_officer("73")).post(address, data).status_code == 404
    with pytest.raises(PermissionDenied):
        terms_services.set_qualification(programme=programme, qualification=bimtek, by=officer)
    page = client_for(province_officer).post(address, data, follow=True).content.decode()

    programme.refresh_from_db()
    assert programme.required_qualification == bimtek
    assert "Bimtek pendamping PPH" in page


def test_the_list_of_companions_says_until_when(
    coordinator: User, companion: User, officer: User, bimtek: Qualification
) -> None:
    make_profile(companion)
    address = reverse("certification:companion-list")
    assert "Bimtek pendamping PPH" not in client_for(coordinator).get(address).content.decode()

    train(companion, bimtek, until=datetime.date(2099, 12, 31))

    page = client_for(coordinator).get(address).content.decode()
    assert "Bimtek pendamping PPH: ada s.d. 31 Des 2099" in page
