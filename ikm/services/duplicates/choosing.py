"""Taking values of one record over into another, so that an undo is exact."""

import base64
import json
from collections.abc import Collection
from typing import Any

from django.utils import timezone

from halalportal.lib.encryption import decrypt, encrypt
from ikm.models import Business
from ikm.selectors.choices import CHOICES, Choice, differing

_SEALED = ("nik", "npwp", "finances")


def take(kept: Business, absorbed: Business, names: Collection[str]) -> dict[str, Any]:
    """Saves the chosen values of the absorbed record in the kept one.

    Returns:
        field → {"old", "new"} as texts, sealed as a whole with `seal` before it is stored.
    """
    stored = [name for choice in CHOICES for name in _columns(choice)] + ["updated_at"]
    old = {name: _text(kept, name) for name in stored}
    for choice in differing(kept, absorbed):
        if choice.name in names:
            _take(kept, absorbed, choice)
    kept.updated_at = timezone.now()
    _write(kept, stored)
    changed = {name: {"old": old[name], "new": _text(kept, name)} for name in stored}
    return {name: pair for name, pair in changed.items() if pair["old"] != pair["new"]}


def put_back(kept: Business, changed: dict[str, Any]) -> None:
    """Gives each field its old value, unless somebody has changed it since the merge."""
    untouched = [name for name, pair in changed.items() if _text(kept, name) == pair["new"]]
    for name in untouched:
        field: Any = Business._meta.get_field(name)
        old = changed[name]["old"]
        setattr(kept, field.attname, None if old is None else field.to_python(old))
    _write(kept, untouched)


def seal(changed: dict[str, Any], *, context: str) -> dict[str, str]:
    """The changes encrypted: they hold names, phones and addresses."""
    sealed = encrypt(json.dumps(changed), context=f"merge:{context}")
    return {"sealed": base64.b64encode(sealed).decode()}


def unseal(stored: dict[str, str], *, context: str) -> dict[str, Any]:
    """The inverse of `seal`."""
    text = decrypt(base64.b64decode(stored["sealed"]), context=f"merge:{context}")
    changed: dict[str, Any] = json.loads(text)
    return changed


def _take(kept: Business, absorbed: Business, choice: Choice) -> None:
    for field in choice.fields:
        if field in _SEALED:
            # A sealed value belongs to one record: it is opened and sealed anew.
            getattr(kept, f"seal_{field}")(getattr(absorbed, field))
        else:
            setattr(kept, field, getattr(absorbed, field))


def _columns(choice: Choice) -> list[str]:
    """The names of the model's fields behind a choice."""
    columns: list[str] = []
    for field in choice.fields:
        if field in _SEALED:
            columns += [f"{field}_sealed"] + ([f"{field}_index"] if field != "finances" else [])
        else:
            columns.append(field)
    return columns


def _text(business: Business, name: str) -> str | None:
    field: Any = Business._meta.get_field(name)
    value = field.value_from_object(business)
    return None if value is None else field.value_to_string(business)


def _write(business: Business, names: Collection[str]) -> None:
    """Writes these columns as they are: `save` would set another `updated_at`."""
    values = {name: getattr(business, name) for name in names}
    Business.objects.filter(pk=business.pk).update(**values)
