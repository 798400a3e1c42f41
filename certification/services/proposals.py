"""Proposing who shall help whom, changing the proposal, and accepting or dropping it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import CompanionProfile, Organisation, User
from accounts.rules import can_manage_companions
from certification.enums import ProposalKind, ProposalState
from certification.errors import (
    NothingToProposeError,
    ProposalDecidedError,
    ProposalOpenError,
)
from certification.matching import match_by_need
from certification.models import AssignmentProposal, ProposedAssignment
from certification.selectors.matching import (
    able_companions,
    entrusted,
    helpers_among,
    reason_of,
    seekers_among,
    unaccompanied,
)
from certification.selectors.trainings import needs_of, skills_of
from certification.services import handing_out
from certification.services.companions import leave
from halalportal.audit import services as audit
from halalportal.jobs import services as jobs
from halalportal.jobs.models import Job

PROPOSE_JOB = "certification.propose_assignments"
ACCEPT_JOB = "certification.accept_proposal"
# More pairs to weigh, or lines to write, than a page can wait for.
MOST_PAIRS = 10_000
MOST_LINES = 100


@dataclass(frozen=True, slots=True)
class Choice:
    """What the coordinator decided about one line; `companion_id` is a user's."""

    is_taken: bool
    companion_id: int | None


@transaction.atomic
def propose(
    *, organisation: Organisation, leaving: CompanionProfile | None = None, by: User
) -> AssignmentProposal:
    """Works out who could help whom: businesses without a companion, or those of one who leaves.

    Raises:
        ProposalOpenError: another one waits for a decision.
        NothingToProposeError: nobody needs a companion.
    """
    _refuse_strangers(by, organisation.pk, leaving)
    # The lock keeps a second proposal from being made at the same time.
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    if AssignmentProposal.objects.waiting().filter(organisation=organisation).exists():
        raise ProposalOpenError
    lines = _lines(organisation, leaving)
    if not lines:
        raise NothingToProposeError
    proposal = AssignmentProposal.objects.create(
        organisation=organisation,
        kind=ProposalKind.HANDOVER if leaving else ProposalKind.NEW,
        leaving=leaving.user if leaving else None,
        created_by=by,
    )
    for line in lines:
        line.proposal = proposal
    ProposedAssignment.objects.bulk_create(lines)
    audit.record(action="proposal.made", subject=proposal, by=by, lines=len(lines))
    return proposal


def start_proposing(
    *, organisation: Organisation, leaving: CompanionProfile | None = None, by: User
) -> AssignmentProposal | Job:
    """As `propose`, in a job when there is much to weigh."""
    waiting = entrusted(leaving) if leaving else unaccompanied(organisation)
    companions = able_companions(organisation, local_day(organisation))
    if waiting.count() * companions.count() <= MOST_PAIRS:
        return propose(organisation=organisation, leaving=leaving, by=by)
    _refuse_strangers(by, organisation.pk, leaving)
    return jobs.start(
        kind=PROPOSE_JOB,
        title="Usulan penugasan pendamping",
        by=by,
        organisation_id=organisation.pk,
        leaving_id=leaving.pk if leaving else 0,
        user_id=by.pk,
        membership_id=_membership_id(by),
    )


@transaction.atomic
def change_lines(
    *, proposal: AssignmentProposal, choices: Mapping[int, Choice], by: User
) -> AssignmentProposal:
    """Keeps what the coordinator chose for some lines, by their id.

    Raises:
        ProposalDecidedError: it was accepted or dropped in the meantime.
    """
    locked = _claim(proposal, by)
    lines = list(locked.lines.filter(pk__in=choices))
    changed = [line for line in lines if _apply(line, choices[line.pk])]
    ProposedAssignment.objects.bulk_update(changed, ["companion", "is_taken", "reason"])
    return locked


@transaction.atomic
def accept(*, proposal: AssignmentProposal, leaves: bool = False, by: User) -> AssignmentProposal:
    """Assigns every taken line, and lets the applications follow.

    A line whose situation has changed meanwhile is left out; its reason then says why.

    Args:
        leaves: the companion who hands over is marked as gone in the same act.

    Raises:
        ProposalDecidedError: it was decided in the meantime.
        StillEntrustedError: `leaves`, and some of the cases stay behind.
    """
    locked = _claim(proposal, by)
    count = handing_out.hand_out(locked, today=local_day(locked.organisation), by=by)
    _decide(locked, ProposalState.ACCEPTED, by)
    audit.record(action="proposal.accepted", subject=locked, by=by, assigned=count)
    if leaves and locked.leaving:
        profile = CompanionProfile.objects.get(user=locked.leaving)
        leave(profile=profile, on=local_day(locked.organisation), by=by)
    return locked


def start_accepting(
    *, proposal: AssignmentProposal, leaves: bool = False, by: User
) -> AssignmentProposal | Job:
    """As `accept`, in a job when there are many lines."""
    if proposal.lines.filter(is_taken=True).count() <= MOST_LINES:
        return accept(proposal=proposal, leaves=leaves, by=by)
    _refuse_strangers(by, proposal.organisation_id)
    return jobs.start(
        kind=ACCEPT_JOB,
        title="Menugaskan pendamping",
        by=by,
        proposal_id=proposal.pk,
        leaves=int(leaves),
        user_id=by.pk,
        membership_id=_membership_id(by),
    )


@transaction.atomic
def drop(*, proposal: AssignmentProposal, by: User) -> AssignmentProposal:
    """Ends the proposal without any assignment.

    Raises:
        ProposalDecidedError: it was decided in the meantime.
    """
    locked = _claim(proposal, by)
    _decide(locked, ProposalState.DROPPED, by)
    audit.record(action="proposal.dropped", subject=locked, by=by)
    return locked


def local_day(organisation: Organisation) -> datetime.date:
    """Today where the organisation is."""
    return timezone.localdate(timezone=ZoneInfo(organisation.region.time_zone))


def _lines(
    organisation: Organisation, leaving: CompanionProfile | None
) -> list[ProposedAssignment]:
    waiting = entrusted(leaving) if leaving else unaccompanied(organisation)
    today = local_day(organisation)
    able = able_companions(organisation, today)
    profiles = list(able.exclude(pk=leaving.pk) if leaving else able)
    capacities = {profile.user_id: profile.capacity for profile in profiles}
    seekers = seekers_among(waiting)
    needs = needs_of([seeker.key for seeker in seekers])
    matches = match_by_need(
        seekers, helpers_among(profiles), needs=needs, skills=skills_of(capacities, today)
    )
    return [
        ProposedAssignment(
            business_id=found.seeker,
            companion_id=found.helper,
            reason=reason_of(
                found, capacities.get(found.helper or 0, 0), is_picky=found.seeker in needs
            ),
            is_taken=found.helper is not None,
        )
        for found in matches
    ]


def _apply(line: ProposedAssignment, choice: Choice) -> bool:
    """Whether the choice changes the line; another companion is the coordinator's own reason."""
    is_taken = choice.is_taken and choice.companion_id is not None
    is_other = choice.companion_id is not None and choice.companion_id != line.companion_id
    if is_other:
        line.companion_id, line.reason = choice.companion_id, "dipilih koordinator"
    has_changed = is_other or line.is_taken != is_taken
    line.is_taken = is_taken
    return has_changed


def _claim(proposal: AssignmentProposal, by: User) -> AssignmentProposal:
    """Locks the proposal while it is open."""
    found = AssignmentProposal.objects.select_for_update(of=("self",))
    locked = found.select_related("organisation__region", "leaving").get(pk=proposal.pk)
    _refuse_strangers(by, locked.organisation_id)
    if locked.state != ProposalState.OPEN:
        raise ProposalDecidedError(locked.get_state_display())
    return locked


def _decide(proposal: AssignmentProposal, state: ProposalState, by: User) -> None:
    proposal.state, proposal.decided_by, proposal.decided_at = state, by, timezone.now()
    proposal.save(update_fields=["state", "decided_by", "decided_at"])


def _membership_id(user: User) -> int:
    membership = user.active_membership
    return membership.pk if membership else 0


def _refuse_strangers(
    by: User, organisation_id: int, leaving: CompanionProfile | None = None
) -> None:
    is_foreign = leaving is not None and leaving.organisation_id != organisation_id
    if is_foreign or not can_manage_companions(by, organisation_id):
        raise PermissionDenied
