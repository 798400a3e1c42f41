"""The one place where the status of an application changes."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from certification.enums import Decision, MovementKind, Status
from certification.errors import AlreadyMovedError, NotTakenBackError
from certification.models import Application, ReturnItem, ReturnReason, StatusChange
from certification.rules import OWNERS_STEPS, can_move
from certification.selectors.mandates import mandate_now
from certification.services import obstacles, quota, tallies
from certification.services.mandates import refuse_without
from certification.workflow import Transition, transitions_for
from halalportal.audit import services as audit

Seen = datetime.datetime | None


@dataclass(frozen=True, slots=True)
class Mending:
    """One thing to mend: the coded reason, which names the part, and a word on what exactly."""

    reason: ReturnReason
    note: str = ""


def claim(application: Application, name: str, *, by: User, seen: Seen = None) -> Application:
    """Locks the row, checks that the person may take this step now, and returns the fresh record.

    Args:
        seen: `status_changed_at` as the person's page showed it; a later change in between is
            refused even when the status came back to the same.

    Raises:
        PermissionDenied: the step is not the person's to take.
        AlreadyMovedError: somebody moved it in the meantime.
        MandateMissingError: it is done in the owner's name, and not by the owner.
    """
    locked = lock(application)
    if not can_move(by, locked, name):
        raise PermissionDenied
    refuse_moved(locked, name, seen=seen)
    if name in OWNERS_STEPS:
        mandate = mandate_now(locked, by)
        refuse_without(by, locked.business, mandate, OWNERS_STEPS[name])
    return locked


def lock(application: Application) -> Application:
    """The fresh record, locked until the transaction ends."""
    return (
        Application.objects.select_for_update(of=("self",))
        .select_related("business", "programme", "regency")
        .get(pk=application.pk)
    )


def refuse_moved(locked: Application, name: str, *, seen: Seen = None) -> None:
    """Refuses a step that doesn't start where the application is now.

    Raises:
        AlreadyMovedError: somebody moved it in the meantime.
    """
    is_stale = seen is not None and seen != locked.status_changed_at
    if is_stale or Status(locked.status) not in transitions_for(locked.track)[name].sources:
        raise _already_moved(locked)


@transaction.atomic(savepoint=False)
def move(
    application: Application,
    name: str,
    *,
    by: User,
    items: Sequence[Mending] = (),
    note: str = "",
    **changes: Any,
) -> Application:
    """Moves a claimed application along one transition: quota, status, trail and audit in one.

    Args:
        application: what `claim` returned in this transaction.
        items: what is to be mended; the trail names the first one's reason.
        changes: further fields to write with the status.
    """
    step = transitions_for(application.track)[name]
    source, before = Status(application.status), tallies.standing_of(application)
    for field, value in changes.items():
        setattr(application, field, value)
    moved_at = timezone.now()
    reason = items[0].reason if items else None
    change = StatusChange.objects.create(
        application=application,
        transition=name,
        from_status=source,
        to_status=step.target,
        at=moved_at,
        by=by,
        return_reason=reason,
        note=note,
    )
    ReturnItem.objects.bulk_create(
        ReturnItem(change=change, reason=item.reason, part=item.reason.part, note=item.note)
        for item in items
    )
    data = {"reasons": [item.reason.pk for item in items]} if items else {}
    audit.record(action=f"application.{name}", subject=application, by=by, **data)
    after = tallies.standing_of(application)._replace(status=step.target)
    tallies.record(before, after, at=moved_at)
    # Others wait for the level's row from here to the end: only what needs the place comes after.
    _move_place(application, step, by)
    application.status, application.status_changed_at = step.target, moved_at
    application.save(update_fields=["status", "status_changed_at", "allocation", *changes])
    obstacles.close_with_case(application, by=by)
    _close_request(application, by, moved_at)
    return application


@transaction.atomic(savepoint=False)
def take_back(
    application: Application, *, changes: Collection[int], fields: Mapping[str, Any], by: User
) -> None:
    """Makes a locked application what it was before the latest steps, which a table brought.

    The steps leave the trail, since nobody took them; the audit keeps them.

    Args:
        changes: ids of those steps.
        fields: what to write, the status among it.

    Raises:
        NotTakenBackError: a step let go of what can't be had back.
    """
    steps = application.status_changes.filter(pk__in=changes)
    names = list(steps.values_list("transition", flat=True))
    if "stop" in names:
        raise NotTakenBackError("Pengajuan ini dihentikan dan tempat kuotanya sudah dilepas.")
    audit.record(action="application.taken_back", subject=application, by=by, steps=names)
    if "enter" in names:
        quota.uncommit(application=application, by=by)
    steps.delete()
    before = tallies.standing_of(application)
    # From now on it is where it was; how the days in between ended stays as it is.
    tallies.record(before, before._replace(status=fields["status"]), at=timezone.now())
    Application.objects.filter(pk=application.pk).update(**fields)


def _close_request(application: Application, by: User, at: datetime.datetime) -> None:
    """A third return that waits has no object any more once the application moved otherwise."""
    application.third_returns.waiting().update(
        decision=Decision.WITHDRAWN, decided_by=by, decided_at=at
    )


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
