"""What each kind of bulk edit changes in locked businesses, and how it is taken back.

A change returns key of the business → values for the undo, of those that really changed. A
restoration returns the keys of those that it restored: the rest was changed by somebody since.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone

from accounts.enums import Role
from accounts.models import Membership
from ikm.assignment_guards import refusals
from ikm.enums import BulkKind
from ikm.models import Assignment, BulkEdit, Business

Before = dict[str, Any]
Change = Callable[[BulkEdit, list[Business]], dict[int, Before]]
Restore = Callable[[BulkEdit, list[Business], dict[int, Before]], list[int]]


def _mark_mentored(edit: BulkEdit, businesses: list[Business]) -> dict[int, Before]:
    wanted = edit.value == "ya"
    changed = [b for b in businesses if b.is_mentored is not wanted]
    for business in changed:
        business.is_mentored = wanted
    _save(changed, "is_mentored")
    return {b.pk: {"is_mentored": not wanted} for b in changed}


def _unmark_mentored(
    edit: BulkEdit, businesses: list[Business], before: dict[int, Before]
) -> list[int]:
    same = [b for b in businesses if b.is_mentored is (edit.value == "ya")]
    for business in same:
        business.is_mentored = bool(before[business.pk]["is_mentored"])
    _save(same, "is_mentored")
    return [b.pk for b in same]


def _mark_status(edit: BulkEdit, businesses: list[Business]) -> dict[int, Before]:
    """The status of all, and that somebody looked: also where the status stays what it was."""
    before: dict[int, Before] = {}
    for business in businesses:
        seen_at = business.last_verified_at
        before[business.pk] = {
            "operational_status": business.operational_status,
            "last_verified_at": seen_at.isoformat() if seen_at else None,
        }
        business.operational_status, business.last_verified_at = edit.value, edit.done_at
    _save(businesses, "operational_status", "last_verified_at")
    return before


def _unmark_status(
    edit: BulkEdit, businesses: list[Business], before: dict[int, Before]
) -> list[int]:
    same = [b for b in businesses if _has_mark(b, edit)]
    for business in same:
        seen_at = before[business.pk]["last_verified_at"]
        business.operational_status = str(before[business.pk]["operational_status"])
        business.last_verified_at = datetime.fromisoformat(str(seen_at)) if seen_at else None
    _save(same, "operational_status", "last_verified_at")
    return [b.pk for b in same]


def _has_mark(business: Business, edit: BulkEdit) -> bool:
    return business.operational_status == edit.value and business.last_verified_at == edit.done_at


def _assign(edit: BulkEdit, businesses: list[Business]) -> dict[int, Before]:
    """Makes the companion responsible; whoever was it before ends today.

    Businesses for which another app refuses the companion stay as they are.
    """
    membership = Membership.objects.select_related("user").get(pk=edit.value)
    companion_id, organisation_id = membership.user_id, membership.organisation_id
    if membership.role != Role.COMPANION or membership.ended_on or not organisation_id:
        return {}
    current = _current(businesses)
    refused = refusals([b.pk for b in businesses], membership.user)
    others = [
        b.pk
        for b in businesses
        if b.pk not in refused and not _is_of(current.get(b.pk), membership)
    ]
    ended = {pk: current[pk].pk for pk in others if pk in current}
    Assignment.objects.filter(pk__in=ended.values()).update(ended_on=timezone.localdate())
    made = Assignment.objects.bulk_create(
        Assignment(business_id=pk, companion_id=companion_id, organisation_id=organisation_id)
        for pk in others
    )
    return {a.business_id: {"made": a.pk, "ended": ended.get(a.business_id)} for a in made}


def _is_of(assignment: Assignment | None, membership: Membership) -> bool:
    held = assignment and (assignment.companion_id, assignment.organisation_id)
    return held == (membership.user_id, membership.organisation_id)


def _unassign(edit: BulkEdit, businesses: list[Business], before: dict[int, Before]) -> list[int]:
    current = _current(businesses)
    same = [
        b.pk for b in businesses if b.pk in current and current[b.pk].pk == before[b.pk]["made"]
    ]
    Assignment.objects.filter(pk__in=[before[pk]["made"] for pk in same]).delete()
    ended = [before[pk]["ended"] for pk in same if before[pk]["ended"]]
    Assignment.objects.filter(pk__in=ended).update(ended_on=None)
    return same


def _current(businesses: Iterable[Business]) -> dict[int, Assignment]:
    rows = Assignment.objects.current().filter(business__in=[b.pk for b in businesses])
    return {assignment.business_id: assignment for assignment in rows}


def _save(businesses: list[Business], *fields: str) -> None:
    now = timezone.now()
    for business in businesses:
        business.updated_at = now
    Business.objects.bulk_update(businesses, [*fields, "updated_at"])


CHANGES: dict[BulkKind, Change] = {
    BulkKind.MENTORED: _mark_mentored,
    BulkKind.STATUS: _mark_status,
    BulkKind.COMPANION: _assign,
}
RESTORES: dict[BulkKind, Restore] = {
    BulkKind.MENTORED: _unmark_mentored,
    BulkKind.STATUS: _unmark_status,
    BulkKind.COMPANION: _unassign,
}
