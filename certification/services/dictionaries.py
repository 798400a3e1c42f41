"""Keeping the dictionary of materials: entries are added and ended, never rewritten."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.models import User
from certification.errors import DuplicateRowError
from certification.models import MaterialEntry
from certification.rules import can_keep_dictionaries
from halalportal.audit import services as audit


@transaction.atomic
def add_entry(*, details: Mapping[str, Any], by: User) -> MaterialEntry:
    """Adds an entry; materials that were unknown find it from its first day on.

    Raises:
        DuplicateRowError: an entry of the name begins on that day.
    """
    _refuse(by)
    entry = MaterialEntry(**details)
    try:
        with transaction.atomic():
            entry.save()
    except IntegrityError as error:
        raise DuplicateRowError(entry.name) from error
    audit.record(
        action="dictionary.material_added",
        subject=entry,
        by=by,
        name=entry.name,
        material_class=entry.material_class,
    )
    return entry


@transaction.atomic
def end_entry(*, entry: MaterialEntry, last_day: datetime.date, by: User) -> MaterialEntry:
    """Ends an entry with a last day; what was judged before stays as it was."""
    _refuse(by)
    locked = MaterialEntry.objects.select_for_update().get(pk=entry.pk)
    locked.valid_to = last_day
    locked.save(update_fields=["valid_to"])
    audit.record(
        action="dictionary.material_ended",
        subject=locked,
        by=by,
        name=locked.name,
        last_day=last_day.isoformat(),
    )
    return locked


def _refuse(by: User) -> None:
    if not can_keep_dictionaries(by):
        raise PermissionDenied
