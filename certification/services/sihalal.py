"""Copying an application into SiHalal: the ticks, and the letter that it asks for."""

import datetime
from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from certification.models import Application, CopyTick
from certification.rules import can_move
from certification.selectors.sihalal import copy_sections, fields_of, index_of
from halalportal.audit import services as audit


@transaction.atomic
def tick(
    *, application: Application, ticked: Collection[str], unticked: Collection[str], by: User
) -> None:
    """Marks fields as copied, or no longer so. Only what somebody changed is written.

    Two people at one case: each keeps the ticks of the other. Unknown keys change nothing. A value
    that changed since it was ticked is ticked anew.
    """
    _locked(application, by)
    fields = fields_of(copy_sections(application))
    rows = [
        CopyTick(application=application, key=key, value_index=index_of(field.value), by=by)
        for key, field in sorted(fields.items())
        if key in ticked
    ]
    old = {key for key, field in fields.items() if field.is_changed and key in ticked}
    gone = old | (fields.keys() & {*unticked})
    CopyTick.objects.filter(application=application, key__in=gone).delete()
    CopyTick.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def save_letter(
    *, application: Application, number: str, on: datetime.date, by: User
) -> Application:
    """Notes number and date of the letter that goes to SiHalal with the application."""
    locked = _locked(application, by)
    locked.letter_number, locked.letter_on = number, on
    locked.save(update_fields=["letter_number", "letter_on"])
    audit.record(action="application.letter_noted", subject=locked, by=by)
    return locked


def _locked(application: Application, by: User) -> Application:
    locked = (
        Application.objects.select_for_update(of=("self",))
        .select_related("business")
        .get(pk=application.pk)
    )
    if not can_move(by, locked, "enter"):
        raise PermissionDenied
    return locked
