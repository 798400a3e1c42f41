"""The one place where the status of an application changes."""

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from certification.enums import MovementKind, Status
from certification.errors import AlreadyMovedError
from certification.models import Application, ReturnReason, StatusChange
from certification.rules import can_move
from certification.services import obstacles, quota
from certification.workflow import TRANSITIONS, Transition
from halalportal.audit import services as audit


def claim(
    application: Application, name: str, *, by: User, seen: datetime.datetime | None = None
) -> Application:
    """Locks the row, checks that the person may take this step now, and returns the fresh record.

    Args:
        seen: `status_changed_at` as the person's page showed it; a later change in between is
            refused even when the status came back to the same.

    Raises:
        PermissionDenied: the step is not the person's to take.
        AlreadyMovedError: somebody moved it in the meantime.
    """
    locked = (
        Application.objects.select_for_update(of=("self",))
        .select_related("business", "programme", "regency")
        .get(pk=application.pk)
    )
    if not can_move(by, locked, name):
        raise PermissionDenied
    is_stale = seen is not None and seen != locked.status_changed_at
    if is_stale or Status(locked.status) not in TRANSITIONS[name].sources:
        raise _already_moved(locked)
    return locked


@transaction.atomic(savepoint=False)
def move(
    application: Application,
    name: str,
    *,
    by: User,
    reason: ReturnReason | None = None,
    note: str = "",
    **changes: Any,
) -> Application:
    """Moves a claimed application along one transition: quota, status, trail and audit in one.

    Args:
        application: what `claim` returned in this transaction.
        changes: further fields to write with the status.
    """
    step = TRANSITIONS[name]
    source = Status(application.status)
    for field, value in changes.items():
        setattr(application, field, value)
    moved_at = timezone.now()
    StatusChange.objects.create(
        application=application,
        transition=name,
        from_status=source,
        to_status=step.target,
        at=moved_at,
        by=by,
        return_reason=reason,
        note=note,
    )
    data = {"reason": reason.pk} if reason else {}
    audit.record(action=f"application.{name}", subject=application, by=by, **data)
    # Others wait for the level's row from here to the end: only what needs the place comes after.
    _move_place(application, step, by)
    application.status, application.status_changed_at = step.target, moved_at
    application.save(update_fields=["status", "status_changed_at", "allocation", *changes])
    obstacles.close_with_case(application, by=by)
    return application


def _move_place(application: Application, step: Transition, by: User) -> None:
    """What the step does to the place in the ledger; most drafts that are stopped held none."""
    match step.quota:
        case MovementKind.RESERVE:
            application.allocation = quota.reserve(application=application, by=by)
        case MovementKind.COMMIT:
            quota.commit(application=application, by=by)
        case MovementKind.ISSUE:
            quota.issue(application=application, by=by)
        case MovementKind.RELEASE if application.allocation_id:
            quota.release(application=application, by=by)


def _already_moved(application: Application) -> AlreadyMovedError:
    last = application.status_changes.select_related("by").order_by("at", "pk").last()
    return AlreadyMovedError(
        who=last.by.name if last else "petugas lain",
        status=Status(application.status).label,
        at=application.status_changed_at,
        zone=application.regency.time_zone,
    )
