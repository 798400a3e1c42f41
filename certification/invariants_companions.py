"""What must always be true of companions and of proposals."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q

from accounts.enums import Role
from accounts.models import CompanionProfile, Membership
from certification.enums import ProposalKind, ProposalState
from certification.models import Application, AssignmentProposal
from ikm.models import Assignment


def check() -> Iterator[str]:
    """Yields each violation in one sentence; nothing when all is well."""
    yield from _gone_are_gone()
    yield from _decisions_are_signed()
    yield from _handovers_have_somebody()


def _gone_are_gone() -> Iterator[str]:
    """Who has left an LP3H is no member, and has neither businesses nor open cases of it."""
    person = {"companion": OuterRef("user"), "organisation": OuterRef("organisation")}
    member = Membership.objects.current().filter(
        role=Role.COMPANION, user=OuterRef("user"), organisation=OuterRef("organisation")
    )
    assigned = Assignment.objects.current().filter(**person)
    cases = Application.objects.open().filter(**person)
    gone = CompanionProfile.objects.exclude(left_on=None)
    busy = gone.filter(Exists(member) | Exists(assigned) | Exists(cases))
    for pk in busy.values_list("pk", flat=True):
        yield f"companion {pk}: has left, and still has a role or cases"


def _decisions_are_signed() -> Iterator[str]:
    """A decided proposal says who decided and when, an open one neither."""
    is_signed = Q(decided_by__isnull=False, decided_at__isnull=False)
    is_blank = Q(decided_by=None, decided_at=None)
    is_open = Q(state=ProposalState.OPEN)
    wrong = AssignmentProposal.objects.exclude((is_open & is_blank) | (~is_open & is_signed))
    for pk in wrong.values_list("pk", flat=True):
        yield f"proposal {pk}: its state and its signature don't belong together"


def _handovers_have_somebody() -> Iterator[str]:
    """A handover names who hands over; no other proposal does."""
    is_handover = Q(kind=ProposalKind.HANDOVER)
    has_leaving = Q(leaving__isnull=False)
    right = (is_handover & has_leaving) | (~is_handover & ~has_leaving)
    for pk in AssignmentProposal.objects.exclude(right).values_list("pk", flat=True):
        yield f"proposal {pk}: its kind and its leaving companion don't belong together"
