"""A companion who leaves hands the cases over, in the registry and in SiHalal."""

from dataclasses import dataclass, field

import pytest
from django.utils import timezone

from accounts.models import CompanionProfile, Membership, Organisation, User
from certification.enums import ProposalState
from certification.errors import (
    StillEntrustedError,
)
from certification.invariants import check as ledger_is_whole
from certification.invariants_companions import check
from certification.models import Application
from certification.services import handing_out, proposals
from certification.services.companions import leave
from certification.services.sharing import split
from ikm.models import Business
from tests.certification.companions import helper
from tests.certification.conftest import Case
from tests.certification.steps import entered
from tests.factories import (
    assign,
    make_allocation,
    make_application,
    make_profile,
)

pytestmark = pytest.mark.django_db


@dataclass
class Handover:
    """A companion with one case, and a colleague who could take it over."""

    case: Case
    leaving: CompanionProfile
    colleague: User
    application: Application = field(init=False)


@pytest.fixture
def handover(case: Case, lp3h: Organisation) -> Handover:
    return Handover(case, make_profile(case.companion), helper(lp3h))


def test_handing_over_moves_cases_in_sihalal_too(
    handover: Handover, lp3h: Organisation, coordinator: User
) -> None:
    application = entered(handover.case)
    old = handover.case.companion
    assert Application.objects.visible_to(old).contains(application)
    assert not Application.objects.visible_to(handover.colleague).exists()
    proposal = proposals.propose(organisation=lp3h, leaving=handover.leaving, by=coordinator)
    proposals.accept(proposal=proposal, leaves=True, by=coordinator)
    assert Application.objects.visible_to(handover.colleague).contains(application)
    assert not Application.objects.visible_to(User.objects.get(pk=old.pk)).exists()
    assert not Business.objects.visible_to(User.objects.get(pk=old.pk)).exists()
    ended = handover.case.business.assignments.get(companion=old)
    assert ended.ended_on
    handover.leaving.refresh_from_db()
    assert handover.leaving.left_on == timezone.localdate()
    assert not Membership.objects.current().filter(user=old).exists()
    assert list(check()) == []


def test_nobody_leaves_while_a_case_stays_behind(
    handover: Handover, lp3h: Organisation, coordinator: User
) -> None:
    entered(handover.case)
    with pytest.raises(StillEntrustedError):
        leave(profile=handover.leaving, on=timezone.localdate(), by=coordinator)
    proposal = proposals.propose(organisation=lp3h, leaving=handover.leaving, by=coordinator)
    proposal.lines.update(is_taken=False)
    with pytest.raises(StillEntrustedError):
        proposals.accept(proposal=proposal, leaves=True, by=coordinator)
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.OPEN
    handover.leaving.refresh_from_db()
    assert handover.leaving.left_on is None


def test_the_registry_may_have_named_somebody_else(
    handover: Handover, lp3h: Organisation, coordinator: User
) -> None:
    """The case follows the registry, and the leaving companion is free to go."""
    application = entered(handover.case)
    proposal = proposals.propose(organisation=lp3h, leaving=handover.leaving, by=coordinator)
    handover.case.business.assignments.update(ended_on=timezone.localdate())
    third = helper(lp3h)
    assign(handover.case.business, third)
    proposals.accept(proposal=proposal, leaves=True, by=coordinator)
    application.refresh_from_db()
    assert application.companion == third
    assert proposal.lines.get().reason == handing_out.CHANGED


def test_what_is_finished_ends_with_the_companion(handover: Handover, coordinator: User) -> None:
    handover.case.business.assignments.update(companion=handover.case.companion)
    stopped = make_application(
        handover.case.business, handover.case.programme, by=handover.case.officer
    )
    Application.objects.filter(pk=stopped.pk).update(status="stopped", stop_reason="withdrawn")
    leave(profile=handover.leaving, on=timezone.localdate(), by=coordinator)
    assert not handover.case.business.assignments.current().exists()
    assert list(check()) == []


def test_free_places_go_back_to_the_lp3h(
    handover: Handover, lp3h: Organisation, coordinator: User, province_officer: User
) -> None:
    programme = handover.case.programme
    held = make_allocation(programme, organisation=lp3h, granted=2, by=province_officer)
    old = handover.case.companion
    own = split(
        programme=programme,
        region=held.region,
        organisation=lp3h,
        companion=old,
        count=2,
        by=coordinator,
    )
    handover.case.business.assignments.all().delete()
    leave(profile=handover.leaving, on=timezone.localdate(), by=coordinator)
    own.refresh_from_db()
    held.refresh_from_db()
    assert (own.granted, own.free, held.delegated, held.free) == (0, 0, 0, 2)
    assert list(ledger_is_whole()) == []
