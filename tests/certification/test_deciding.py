"""Accepting and sending back: by whom, when, and by one of two at once."""

import threading
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import User
from certification.enums import Status
from certification.errors import (
    AlreadyMovedError,
    CompanionMissingError,
)
from certification.models import (
    Application,
    ReturnReason,
)
from certification.rules import available_actions
from certification.services import applications
from tests.certification import steps
from tests.certification.conftest import Case
from tests.certification.test_quota import together
from tests.factories import (
    assign,
    make_business,
    make_companion,
    make_mandate,
    make_officer,
)


def test_who_filed_does_not_accept(case: Case) -> None:
    application = steps.submitted(case, by=case.officer)
    with pytest.raises(PermissionDenied):
        applications.accept(application=application, by=case.officer)
    colleague = make_officer()
    assert applications.accept(application=application, by=colleague).status == Status.ACCEPTED


def test_who_sent_a_draft_of_the_owner_does_not_accept_it(case: Case) -> None:
    application = steps.filled(case)
    make_mandate(case.business, case.officer)
    applications.submit(application=application, by=case.officer)
    application.refresh_from_db()
    assert "accept" not in {step.name for step in available_actions(application, case.officer)}
    with pytest.raises(PermissionDenied):
        applications.accept(application=application, by=case.officer)


@pytest.mark.parametrize(
    "who", ["owner", "companion", "stranger", "head", "auditor", "coordinator"]
)
def test_only_officers_of_the_region_accept(
    case: Case, who: str, request: pytest.FixtureRequest
) -> None:
    application = steps.submitted(case)
    with pytest.raises(PermissionDenied):
        applications.accept(application=application, by=request.getfixturevalue(who))


def test_nothing_is_accepted_without_a_companion(case: Case) -> None:
    business = make_business(
        owner=case.owner,
        nib="1234567890124",
        scale="micro",
        phone="+6281200000002",
        address="Jalan 2",
    )
    application = steps.submitted(replace(case, business=business))
    with pytest.raises(CompanionMissingError):
        applications.accept(application=application, by=case.officer)
    companion = make_companion()
    assign(business, companion)
    assert applications.accept(application=application, by=case.officer).companion == companion


def test_a_companion_sends_back_while_verifying(case: Case, return_reason: ReturnReason) -> None:
    application = steps.accepted(case)
    moved = steps.give_back(application, return_reason, note="Buram", by=case.companion)
    assert moved.status == Status.RETURNED
    assert case.counters == (1, 0, 0)


def test_a_page_opened_before_a_return_cannot_decide_on_the_new_answers(
    case: Case, return_reason: ReturnReason
) -> None:
    application = steps.submitted(case)
    seen = application.status_changed_at
    steps.give_back(application, return_reason, by=case.officer)
    applications.resubmit(application=application, by=case.owner)
    with pytest.raises(AlreadyMovedError, match="Menunggu pemeriksaan"):
        applications.accept(application=application, by=make_officer(), seen=seen)


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_at_once_one_wins_and_the_other_learns_who(case: Case) -> None:
    application = steps.submitted(case)
    colleague = make_officer()
    barrier = threading.Barrier(2)

    def accept(by: User) -> Application:
        barrier.wait()
        return applications.accept(application=application, by=by)

    results = together(lambda: accept(case.officer), lambda: accept(colleague))
    winners = [result for result in results if isinstance(result, Application)]
    losers = [result for result in results if isinstance(result, AlreadyMovedError)]
    assert (len(winners), len(losers)) == (1, 1), results
    winner = case.officer if isinstance(results[0], Application) else colleague
    assert winner.name in str(losers[0])
    assert application.status_changes.filter(transition="accept").count() == 1
