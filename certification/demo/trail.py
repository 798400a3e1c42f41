"""The audit trail that the services would have written for the cases and the quota."""

from collections.abc import Iterable

from certification.models import Movement, StatusChange
from halalportal.audit.models import AuditEntry

_COUNTERS = ("granted", "delegated", "reserved", "used", "issued")


def write(changes: Iterable[StatusChange], movements: Iterable[Movement]) -> None:
    """One entry for each step and each movement, in the order of time."""
    entries = [_of_change(change) for change in changes]
    entries += [_of_movement(movement) for movement in movements]
    AuditEntry.objects.bulk_create(sorted(entries, key=lambda entry: entry.at))


def _of_change(change: StatusChange) -> AuditEntry:
    reason = change.return_reason_id
    return AuditEntry(
        at=change.at,
        actor=change.by,
        action=f"application.{change.transition}",
        subject_type="certification.application",
        subject_id=str(change.application_id),
        data={"reason": reason} if reason else {},
    )


def _of_movement(movement: Movement) -> AuditEntry:
    data = {name: delta for name in _COUNTERS if (delta := getattr(movement, name))}
    if movement.application_id:
        data["application"] = movement.application_id
    return AuditEntry(
        at=movement.at,
        actor=movement.by,
        action=f"allocation.{movement.kind}",
        subject_type="certification.allocation",
        subject_id=str(movement.allocation_id),
        data=data,
    )
