"""Changing many businesses at once, in a job, with an undo of ten minutes."""

from collections.abc import Callable, Iterable
from itertools import batched

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from halalportal.audit.models import AuditEntry
from halalportal.jobs import services as jobs
from ikm import rules
from ikm.enums import BulkKind
from ikm.errors import NotAllowedError, UndoTooLateError
from ikm.models import BulkChange, BulkEdit, Business
from ikm.models.business import BusinessQuerySet
from ikm.selectors.listing import criteria_in, found_by
from ikm.services import bulk_changes

APPLY_JOB = "ikm.apply_bulk_edit"
UNDO_JOB = "ikm.undo_bulk_edit"
_BATCH = 500
Report = Callable[[int, int], None]


@transaction.atomic
def start(
    *, kind: BulkKind, value: str, by: User, ids: Iterable[int] = (), query: str = ""
) -> BulkEdit:
    """Adds the job that changes the ticked businesses, or without ids all that the query finds.

    Raises:
        NotAllowedError: when `by` is no officer.
    """
    membership = by.active_membership
    if membership is None or not rules.can_edit_many(by):
        raise NotAllowedError
    edit = BulkEdit.objects.create(
        by=by, membership=membership, kind=kind, value=value, ids=list(ids), query=query
    )
    edit.job = jobs.start(kind=APPLY_JOB, title=kind.label, by=by, edit_id=edit.pk)
    edit.save(update_fields=["job"])
    return edit


@transaction.atomic
def apply(*, edit_id: int, report: Report) -> BulkEdit:
    """Changes what is left to change; all of it or, when cancelled, nothing. Twice changes once."""
    edit = BulkEdit.objects.select_for_update(of=("self",)).select_related("by").get(pk=edit_id)
    if edit.done_at:
        return edit
    edit.done_at = timezone.now()
    found = list(chosen(edit).order_by("pk").values_list("pk", flat=True))
    for number, pks in enumerate(batched(found, _BATCH)):
        report(number * _BATCH, len(found))
        locked = Business.objects.select_for_update().filter(pk__in=pks)
        before = bulk_changes.CHANGES[BulkKind(edit.kind)](edit, list(locked.order_by("pk")))
        _keep(edit, before)
        edit.count += len(before)
    edit.save(update_fields=["done_at", "count"])
    return edit


def chosen(edit: BulkEdit) -> BusinessQuerySet:
    """The businesses of an edit, as far as the person may change them in the role of then."""
    user = edit.by
    held = user.memberships.current().filter(pk=edit.membership_id)
    user.active_membership = held.select_related("region", "organisation").first()
    if not rules.can_edit_many(user):
        return Business.objects.none()
    if edit.ids:
        return Business.objects.visible_to(user).filter(pk__in=edit.ids)
    return found_by(user, criteria_in(edit.query))


@transaction.atomic
def ask_undo(*, edit: BulkEdit, by: User) -> BulkEdit:
    """Adds the job that takes the change back.

    Raises:
        NotAllowedError: for somebody else's change.
        UndoTooLateError: after ten minutes, or when it was asked for already.
    """
    edit = BulkEdit.objects.select_for_update().get(pk=edit.pk)
    if edit.by_id != by.pk:
        raise NotAllowedError
    if not edit.can_undo:
        raise UndoTooLateError
    edit.undo_asked_at = timezone.now()
    title = f"Batalkan: {edit.get_kind_display()}"
    edit.job = jobs.start(kind=UNDO_JOB, title=title, by=by, edit_id=edit.pk)
    edit.save(update_fields=["undo_asked_at", "job"])
    return edit


@transaction.atomic
def undo(*, edit_id: int, report: Report) -> BulkEdit:
    """Writes the old values back where nobody changed them since. Twice undoes once."""
    edit = BulkEdit.objects.select_for_update().get(pk=edit_id)
    if edit.undone_at:
        return edit
    changes = list(edit.changes.order_by("business_id"))
    for number, batch in enumerate(batched(changes, _BATCH)):
        report(number * _BATCH, len(changes))
        pks = [change.business_id for change in batch]
        locked = Business.objects.select_for_update().filter(pk__in=pks).order_by("pk")
        before = {change.business_id: change.before for change in batch}
        restored = bulk_changes.RESTORES[BulkKind(edit.kind)](edit, list(locked), before)
        _record(edit, restored, "business.bulk_undone")
        edit.kept_count += len(batch) - len(restored)
    edit.undone_at = timezone.now()
    edit.save(update_fields=["undone_at", "kept_count"])
    return edit


def _keep(edit: BulkEdit, before: dict[int, bulk_changes.Before]) -> None:
    BulkChange.objects.bulk_create(
        BulkChange(edit=edit, business_id=pk, before=values) for pk, values in before.items()
    )
    _record(edit, before, "business.changed_in_bulk")


def _record(edit: BulkEdit, pks: Iterable[int], action: str) -> None:
    """One line in the trail of each business."""
    AuditEntry.objects.bulk_create(
        AuditEntry(
            action=action,
            actor_id=edit.by_id,
            subject_type=Business._meta.label_lower,
            subject_id=str(pk),
            data={"edit": edit.pk, "kind": edit.kind, "value": edit.value},
        )
        for pk in pks
    )
