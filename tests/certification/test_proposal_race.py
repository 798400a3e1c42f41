"""Two LP3H accept proposals for the same business at once: one of them gets it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from accounts.enums import Role
from accounts.models import User
from certification.enums import ProposalState
from certification.models import AssignmentProposal
from certification.services import handing_out, proposals
from ikm.models import Assignment
from tests.factories import (
    make_allocation,
    make_application,
    make_business,
    make_companion,
    make_officer,
    make_organisation,
    make_profile,
    make_programme,
    make_user,
)


def accept(barrier: Barrier, proposal: AssignmentProposal, by: User) -> None:
    try:
        barrier.wait(timeout=20)
        proposals.accept(proposal=proposal, by=by)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_one_business_gets_one_companion() -> None:
    officer = make_officer("64")
    programme = make_programme(by=officer)
    make_allocation(programme, granted=6, by=officer)
    business = make_business()
    make_application(business, programme, by=officer)
    made = []
    for _ in range(2):
        lp3h = make_organisation()
        make_allocation(programme, organisation=lp3h, granted=2, by=officer)
        make_profile(make_companion(lp3h))
        coordinator = make_user(Role.LP3H_COORDINATOR, organisation=lp3h)
        made.append((proposals.propose(organisation=lp3h, by=coordinator), coordinator))
    barrier = Barrier(2)
    with ThreadPoolExecutor(max_workers=2) as pool:
        for work in [pool.submit(accept, barrier, proposal, by) for proposal, by in made]:
            work.result(timeout=30)
    winner = Assignment.objects.get()
    assert business.applications.get().companion == winner.companion
    assert set(AssignmentProposal.objects.values_list("state", flat=True)) == {
        ProposalState.ACCEPTED
    }
    outcomes = [proposal.lines.get() for proposal, _ in made]
    assert sorted(line.is_taken for line in outcomes) == [False, True]
    [left_out] = [line for line in outcomes if not line.is_taken]
    assert left_out.reason == handing_out.CHANGED
