"""Letters as the list shows them."""

from typing import Any

from django.db.models import Q

from accounts.models import User
from reports.enums import LetterState
from reports.models import Letter
from reports.models.letter import LetterQuerySet

_AT_HOME = 3


def letters_for(user: User, filters: dict[str, Any]) -> LetterQuerySet:
    """The letters that the person sees, by the filters of `LetterFilterForm`."""
    rows = Letter.objects.visible_to(user).select_related("template", "organisation")
    if filters.get("status"):
        rows = rows.in_state(filters["status"])
    if filters.get("dinas"):
        rows = rows.written_by(user)
    if filters.get("jenis"):
        rows = rows.filter(template__kind=filters["jenis"])
    if filters.get("cari"):
        text = filters["cari"]
        rows = rows.filter(
            Q(number__icontains=text) | Q(subject__icontains=text) | Q(recipient__icontains=text)
        )
    return rows


def newest_letters(user: User) -> list[Letter]:
    """The latest letters that still hold, for the home of somebody whom they name; one query."""
    rows = Letter.objects.visible_to(user).in_state(LetterState.NUMBERED, LetterState.SIGNED)
    return list(rows.select_related("organisation", "template")[:_AT_HOME])
