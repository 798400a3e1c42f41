"""Which companion an application has: the one whom the registry assigns to its business."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from certification.models import Application
from certification.rules import can_set_companion
from halalportal.audit import services as audit
from ikm.models import Assignment, Business


@transaction.atomic
def refresh_companion(*, application: Application, by: User) -> Application:
    """Brings companion and LP3H in line with the registry's current assignment."""
    locked = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if not can_set_companion(by, locked):
        raise PermissionDenied
    changes = companion_now(locked)
    for field, value in changes.items():
        setattr(locked, field, value)
    locked.save(update_fields=list(changes))
    audit.record(
        action="application.companion_set",
        subject=locked,
        by=by,
        companion=locked.companion_id,
        organisation=locked.organisation_id,
    )
    return locked


def companion_now(application: Application) -> dict[str, Any]:
    """Companion and LP3H by the current assignment; without one they stay as they were."""
    assignment = current_assignment(application.business)
    source: Assignment | Application = assignment or application
    return {"companion": source.companion, "organisation": source.organisation}


def current_assignment(business: Business) -> Assignment | None:
    current = business.assignments.current().select_related("companion", "organisation")
    return current.first()
