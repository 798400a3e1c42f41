"""Proposing companions, accepting with what changed meanwhile, and handing over."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

import certification.tasks  # noqa: F401 - registers the handlers of its jobs
from accounts.enums import Role
from accounts.models import CompanionProfile, Membership, Organisation, User
from certification.errors import (
    NothingToProposeError,
    ProposalDecidedError,
    ProposalOpenError,
)
from certification.invariants_companions import check
from certification.models import Allocation, Application, AssignmentProposal, Programme
from certification.services import handing_out, proposals
from certification.services.proposals import Choice
from halalportal.audit.models import AuditEntry
from halalportal.jobs import services as jobs
from halalportal.jobs.models import Job, JobStatus
from ikm.models import Assignment, Business
from tests.certification.companions import SANGKULIRANG, TELEN, helper, open_line
from tests.factories import (
    SAMARINDA,
    assign,
    make_allocation,
    make_application,
    make_business,
    make_companion,
    make_organisation,
    make_region,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme_with_places(
    programme: Programme, allocation: Allocation, lp3h: Organisation, province_officer: User
) -> Programme:
    """The LP3H holds two of the kab/kota's places."""
    make_allocation(programme, organisation=lp3h, granted=2, by=province_officer)
    return programme


@pytest.fixture
def waiting(programme_with_places: Programme, officer: User) -> Business:
    """A business without a companion, with an open application that names no LP3H."""
    business = make_business(district=make_region(SANGKULIRANG))
    make_application(business, programme_with_places, by=officer)
    return business


def test_the_companion_of_the_kecamatan_is_proposed(
    waiting: Business, lp3h: Organisation, coordinator: User
) -> None:
    helper(lp3h, district=TELEN)
    near = helper(lp3h, district=SANGKULIRANG, capacity=7)
    proposal = proposals.propose(organisation=lp3h, by=coordinator)
    assert open_line(proposal) == (near.pk, "kecamatan sama · 1 dari 7 kasus", True)
    assert not waiting.assignments.exists()


def test_expired_training_gone_and_full_companions_are_left_out(
    waiting: Business, lp3h: Organisation, coordinator: User
) -> None:
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    helper(lp3h, district=SANGKULIRANG, trained_until=yesterday)
    helper(lp3h, district=SANGKULIRANG, left_on=yesterday)
    helper(lp3h, district=SANGKULIRANG, capacity=0)
    proposal = proposals.propose(organisation=lp3h, by=coordinator)
    companion_id, reason, is_taken = open_line(proposal)
    assert (companion_id, is_taken) == (None, False)
    assert "penuh" in reason


def test_businesses_of_another_region_or_lp3h_are_not_proposed(
    programme_with_places: Programme, lp3h: Organisation, coordinator: User, officer: User
) -> None:
    helper(lp3h)
    elsewhere = make_business(regency=SAMARINDA)
    make_application(elsewhere, programme_with_places, by=officer)
    others = make_business()
    application = make_application(others, programme_with_places, by=officer)
    Application.objects.filter(pk=application.pk).update(organisation=make_organisation())
    with pytest.raises(NothingToProposeError):
        proposals.propose(organisation=lp3h, by=coordinator)


def test_one_open_proposal_at_a_time(
    waiting: Business, lp3h: Organisation, coordinator: User
) -> None:
    helper(lp3h)
    first = proposals.propose(organisation=lp3h, by=coordinator)
    with pytest.raises(ProposalOpenError):
        proposals.propose(organisation=lp3h, by=coordinator)
    proposals.drop(proposal=first, by=coordinator)
    assert proposals.propose(organisation=lp3h, by=coordinator).pk != first.pk


def test_accepting_assigns_and_the_application_follows(
    waiting: Business, lp3h: Organisation, coordinator: User
) -> None:
    near = helper(lp3h, district=SANGKULIRANG)
    proposal = proposals.propose(organisation=lp3h, by=coordinator)
    proposals.accept(proposal=proposal, by=coordinator)
    assert waiting.assignments.current().get().companion == near
    application = waiting.applications.get()
    assert (application.companion, application.organisation) == (near, lp3h)
    assert Application.objects.visible_to(near).contains(application)
    actions = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"proposal.accepted", "business.companion_assigned", "application.companion_set"} <= (
        actions
    )
    with pytest.raises(ProposalDecidedError):
        proposals.accept(proposal=proposal, by=coordinator)
    assert list(check()) == []


def test_the_coordinator_changes_and_leaves_out(
    waiting: Business,
    programme_with_places: Programme,
    lp3h: Organisation,
    coordinator: User,
    officer: User,
) -> None:
    second = make_business(district=make_region(SANGKULIRANG))
    make_application(second, programme_with_places, by=officer)
    helper(lp3h, district=SANGKULIRANG)
    other = helper(lp3h)
    proposal = proposals.propose(organisation=lp3h, by=coordinator)
    lines = {line.business_id: line for line in proposal.lines.all()}
    choices = {
        lines[waiting.pk].pk: Choice(True, other.pk),
        lines[second.pk].pk: Choice(False, lines[second.pk].companion_id),
    }
    proposals.change_lines(proposal=proposal, choices=choices, by=coordinator)
    proposals.accept(proposal=proposal, by=coordinator)
    assert waiting.assignments.current().get().companion == other
    assert not second.assignments.exists()


def test_what_changed_meanwhile_is_skipped_with_a_note(
    waiting: Business, lp3h: Organisation, coordinator: User
) -> None:
    helper(lp3h, district=SANGKULIRANG)
    proposal = proposals.propose(organisation=lp3h, by=coordinator)
    assign(waiting, make_companion())
    proposals.accept(proposal=proposal, by=coordinator)
    assert proposal.lines.get().reason == handing_out.CHANGED
    assert not proposal.lines.get().is_taken
    assert not waiting.assignments.filter(organisation=lp3h).exists()


@pytest.mark.parametrize(
    ("fields", "note"),
    [({"capacity": 0}, handing_out.FULL), ({"left_on": "2026-01-01"}, handing_out.GONE)],
)
def test_a_companion_without_room_gets_nothing(
    waiting: Business,
    lp3h: Organisation,
    coordinator: User,
    fields: dict[str, object],
    note: str,
) -> None:
    near = helper(lp3h, district=SANGKULIRANG)
    proposal = proposals.propose(organisation=lp3h, by=coordinator)
    CompanionProfile.objects.filter(user=near).update(**fields)
    proposals.accept(proposal=proposal, by=coordinator)
    assert proposal.lines.get().reason == note
    assert not waiting.assignments.exists()


def test_strangers_may_not_propose_or_accept(
    waiting: Business, lp3h: Organisation, coordinator: User, officer: User, companion: User
) -> None:
    helper(lp3h)
    foreign = make_companion()
    membership = foreign.active_membership
    assert membership
    membership.role = Role.LP3H_COORDINATOR
    for stranger in (foreign, officer, companion):
        with pytest.raises(PermissionDenied):
            proposals.propose(organisation=lp3h, by=stranger)
    proposal = proposals.propose(organisation=lp3h, by=coordinator)
    for stranger in (foreign, officer, companion):
        for act in (proposals.accept, proposals.drop):
            with pytest.raises(PermissionDenied):
                act(proposal=proposal, by=stranger)
    assert not Assignment.objects.exists()


def test_a_big_proposal_is_worked_out_and_accepted_in_jobs(
    waiting: Business, lp3h: Organisation, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    near = helper(lp3h, district=SANGKULIRANG)
    monkeypatch.setattr(proposals, "MOST_PAIRS", 0)
    monkeypatch.setattr(proposals, "MOST_LINES", 0)
    job = proposals.start_proposing(organisation=lp3h, by=coordinator)
    assert isinstance(job, Job)
    for _ in range(2):  # every piece of work may run twice
        jobs.run(job_id=job.pk)
        Job.objects.filter(pk=job.pk).update(status=JobStatus.QUEUED)
    proposal = AssignmentProposal.objects.get()
    job.refresh_from_db()
    assert str(proposal.pk) in job.result_url
    accepting = proposals.start_accepting(proposal=proposal, by=coordinator)
    assert isinstance(accepting, Job)
    for _ in range(2):
        jobs.run(job_id=accepting.pk)
        Job.objects.filter(pk=accepting.pk).update(status=JobStatus.QUEUED)
    assert waiting.assignments.get().companion == near
    assert AuditEntry.objects.filter(action="proposal.accepted").count() == 1


def test_a_job_of_somebody_who_lost_the_role_changes_nothing(
    waiting: Business, lp3h: Organisation, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    helper(lp3h)
    monkeypatch.setattr(proposals, "MOST_PAIRS", 0)
    job = proposals.start_proposing(organisation=lp3h, by=coordinator)
    Membership.objects.filter(user=coordinator).update(ended_on=timezone.localdate())
    jobs.run(job_id=job.pk)
    job.refresh_from_db()
    assert (job.status, AssignmentProposal.objects.count()) == (JobStatus.FAILED, 0)
