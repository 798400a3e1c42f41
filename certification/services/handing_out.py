"""Carrying out a proposal, line by line; what has changed since is left out with a plain note."""

import datetime

from accounts.enums import Role
from accounts.models import CompanionProfile, Membership, User
from certification.matching import Helper
from certification.models import AssignmentProposal, ProposedAssignment
from certification.selectors.matching import (
    able_companions,
    entrusted,
    helpers_among,
    unaccompanied,
)
from certification.selectors.trainings import needs_of, skills_of
from certification.services.companions import follow_assignment
from ikm.errors import CompanionRefusedError, NotAllowedError
from ikm.models import Business
from ikm.services import assignments

GONE = "tidak ditugaskan: pendamping sudah tidak bisa menerima kasus"
FULL = "tidak ditugaskan: kapasitas pendamping sudah penuh"
UNTRAINED = "tidak ditugaskan: pendamping belum punya bimtek yang diminta program"
CHANGED = "tidak ditugaskan: usaha sudah punya pendamping atau pengajuannya berhenti"


NO_NEEDS: frozenset[str] = frozenset()


class _Room:
    """Who can take cases now, and how many more; it shrinks with each case given."""

    def __init__(self, proposal: AssignmentProposal, today: datetime.date) -> None:
        able = able_companions(proposal.organisation, today).exclude(user=proposal.leaving_id)
        # Locked in one order: another acceptance waits, and then counts these cases too.
        profiles = list(able.select_for_update(of=("self",)).order_by("pk"))
        self.helpers = {helper.key: helper for helper in helpers_among(profiles)}
        self.given: dict[int, int] = dict.fromkeys(self.helpers, 0)
        memberships = Membership.objects.current().filter(
            user__in=self.helpers, role=Role.COMPANION, organisation=proposal.organisation
        )
        self.memberships = {membership.user_id: membership for membership in memberships}
        self.needs = needs_of(proposal.lines.values_list("business_id", flat=True))
        self.skills = skills_of(self.helpers, today)

    def obstacle(self, companion_id: int | None, business_id: int) -> str:
        """Why the companion can't take this case too; "" when nothing is in the way."""
        helper: Helper | None = self.helpers.get(companion_id or 0)
        if helper is None:
            return GONE
        if self.needs.get(business_id, NO_NEEDS) - self.skills.get(helper.key, NO_NEEDS):
            return UNTRAINED
        return FULL if self.given[helper.key] >= helper.spare else ""


def hand_out(proposal: AssignmentProposal, *, today: datetime.date, by: User) -> int:
    """Assigns the taken lines of a locked proposal and returns how many were assigned."""
    room = _Room(proposal, today)
    waiting = set(_waiting(proposal))
    # One order of businesses for everybody: two acceptances never wait for each other.
    lines = list(proposal.lines.filter(is_taken=True).select_related("business"))
    for line in sorted(lines, key=lambda line: line.business_id):
        note = _hand_over(proposal, line, room, waiting, by)
        if note:
            line.is_taken, line.reason = False, note
    ProposedAssignment.objects.bulk_update(lines, ["is_taken", "reason"])
    return sum(line.is_taken for line in lines)


def _hand_over(
    proposal: AssignmentProposal,
    line: ProposedAssignment,
    room: _Room,
    waiting: set[int],
    by: User,
) -> str:
    """Assigns one line; returns the note when that is not possible any more."""
    if note := room.obstacle(line.companion_id, line.business_id):
        return note
    # From here on nobody else can assign it.
    business = Business.objects.select_for_update().get(pk=line.business_id)
    current = business.assignments.current().first()
    holder = current.companion_id if current else None
    if line.business_id not in waiting:
        return CHANGED
    if holder not in (None, proposal.leaving_id):
        # The registry knows somebody else already; the leaving companion's case goes there.
        follow_assignment(business=business, leaving=proposal.leaving, by=by)
        return CHANGED
    companion_id = line.companion_id or 0
    try:
        assignments.assign(business=business, membership=room.memberships[companion_id], by=by)
    except NotAllowedError:
        return CHANGED
    except CompanionRefusedError:
        return UNTRAINED
    follow_assignment(business=business, leaving=proposal.leaving, by=by)
    room.given[companion_id] += 1
    return ""


def _waiting(proposal: AssignmentProposal) -> list[int]:
    """The businesses that need somebody now, whatever the proposal said."""
    if proposal.leaving_id is None:
        found = unaccompanied(proposal.organisation)
    else:
        found = entrusted(CompanionProfile.objects.get(user=proposal.leaving_id))
    return list(found.values_list("pk", flat=True))
