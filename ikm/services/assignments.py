"""Which companion is responsible for a business."""

from django.db import transaction
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Membership, User
from halalportal.audit.services import record
from ikm import rules
from ikm.assignment_guards import refusals
from ikm.errors import CompanionRefusedError, NotAllowedError, UnknownCompanionError
from ikm.models import Assignment, Business


@transaction.atomic
def assign(*, business: Business, membership: Membership, by: User) -> Assignment:
    """Makes a companion responsible from today; the one before ends. The same one changes nothing.

    Args:
        membership: the companion's membership of the LP3H or PLUT that sends him or her.

    Raises:
        NotAllowedError: when `by` is no officer of the region, nor the LP3H's coordinator for a
            business of which no other organisation takes care.
        UnknownCompanionError: when the membership is no current one of a companion.
        CompanionRefusedError: when another app has something against it (`assignment_guards`).
    """
    business = Business.objects.select_for_update().get(pk=business.pk)
    current = business.assignments.current().first()
    if not (
        rules.can_assign(by, business)
        or rules.can_assign_own(by, membership.organisation_id, current)
    ):
        raise NotAllowedError
    if membership.role != Role.COMPANION or membership.ended_on or not membership.organisation_id:
        raise UnknownCompanionError
    if current and _is_of(current, membership):
        return current
    if refusal := refusals([business.pk], membership.user).get(business.pk):
        raise CompanionRefusedError(refusal)
    business.assignments.current().update(ended_on=timezone.localdate())
    assignment = Assignment.objects.create(
        business=business,
        companion_id=membership.user_id,
        organisation_id=membership.organisation_id,
    )
    record(
        action="business.companion_assigned",
        subject=business,
        by=by,
        companion=membership.user_id,
        organisation=membership.organisation_id,
    )
    return assignment


def _is_of(assignment: Assignment, membership: Membership) -> bool:
    return (
        assignment.companion_id == membership.user_id
        and assignment.organisation_id == membership.organisation_id
    )


@transaction.atomic
def end(*, business: Business, by: User) -> Business:
    """Ends the current assignment, if there is one."""
    business = Business.objects.select_for_update().get(pk=business.pk)
    current = business.assignments.current().first()
    is_own = current is not None and rules.can_assign_own(by, current.organisation_id, current)
    if not (rules.can_assign(by, business) or is_own):
        raise NotAllowedError
    if business.assignments.current().update(ended_on=timezone.localdate()):
        record(action="business.companion_ended", subject=business, by=by)
    return business
