"""The audit trail that the services would have written for the cases and the quota."""

import datetime
from collections.abc import Iterable

from django.db import models

from accounts.models import User
from certification.models import Movement, StatusChange
from halalportal.audit.models import AuditEntry

_COUNTERS = ("granted", "delegated", "reserved", "used", "issued")


def write(changes: Iterable[StatusChange], movements: Iterable[Movement]) -> None:
    """One entry for each step and each movement, in the order of time."""
    entries = [_of_change(change) for change in changes]
    entries += [_of_movement(movement) for movement in movements]
    keep(entries)


def keep(entries: Iterable[AuditEntry]) -> None:
    """Writes entries in the order of time."""
    AuditEntry.objects.bulk_create(sorted(entries, key=lambda entry: entry.at))


def entry(
    *, at: datetime.datetime, by: User | None, action: str, subject: models.Model, **data: object
) -> AuditEntry:
    """An entry about a saved record, not written yet. `data` holds codes and numbers."""
    return AuditEntry(
        at=at,
        actor=by,
        action=action,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        data=data,
    )


def _of_change(change: StatusChange) -> AuditEntry:
    reason = change.return_reason_id
    return AuditEntry(
        at=change.at,
        actor=change.by,
        action=f"application.{change.transition}",
        subject_type="certification.application",
        subject_id=str(change.application_id),
        data={"reasons": [reason]} if reason else {},
    )


def _of_movement(movement: Movement) -> AuditEntry:
    data = {name: delta for name in _COUNTERS if (delta := getattr(movement, name))}
    if movement.application_id:
        data["application"] = movement.application_id
    if movement.offer_id:
        data["offer"] = movement.offer_id
    return AuditEntry(
        at=movement.at,
        actor=movement.by,
        action=f"allocation.{movement.kind}",
        subject_type="certification.allocation",
        subject_id=str(movement.allocation_id),
        data=data,
    )
