"""The values of two records side by side, and taking some of them over, so that it can be undone."""

import base64
import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from halalportal.lib.encryption import decrypt, encrypt
from ikm.models import Business


@dataclass(frozen=True, slots=True)
class Choice:
    """Fields that are kept or taken over together, because apart they would not fit."""

    name: str
    label: str
    fields: tuple[str, ...]

    def of(self, business: Business) -> tuple[Any, ...]:
        """The values, comparable with those of another business."""
        return tuple(_comparable(business, field) for field in self.fields)

    def is_empty(self, business: Business) -> bool:
        return not any(value not in ("", None, False, "unknown") for value in self.of(business))


CHOICES = (
    Choice("name", "Nama usaha", ("name",)),
    Choice("brand", "Merek", ("brand",)),
    Choice("owner_name", "Nama pemilik", ("owner_name",)),
    Choice("owner", "Akun pemilik", ("owner_id",)),
    Choice("nib", "NIB", ("nib",)),
    Choice("nik", "NIK pemilik", ("nik",)),
    Choice("npwp", "NPWP", ("npwp",)),
    Choice("phone", "Nomor HP", ("phone",)),
    Choice("email", "Email", ("email",)),
    Choice("place", "Alamat", ("address", "regency_id", "district_id", "village_id")),
    Choice("kbli", "KBLI", ("kbli_code", "kbli_version")),
    Choice("scale", "Skala menurut OSS", ("scale",)),
    Choice(
        "size",
        "Tenaga kerja dan modal",
        (
            *("workers_male", "workers_female", "established_year", "finances"),
            *("computed_scale", "industry_class"),
        ),
    ),
    Choice("siinas_id", "Nomor SIINas", ("siinas_id",)),
    Choice("is_mentored", "Binaan", ("is_mentored",)),
    Choice("status", "Keadaan usaha", ("operational_status", "last_verified_at")),
)
_SEALED = ("nik", "npwp", "finances")


def differing(kept: Business, absorbed: Business) -> list[Choice]:
    """The choices whose values differ and of which the absorbed record has one."""
    return [
        choice
        for choice in CHOICES
        if choice.of(kept) != choice.of(absorbed) and not choice.is_empty(absorbed)
    ]


def suggested(kept: Business, absorbed: Business) -> set[str]:
    """The choices to take over unless a person says otherwise: what the kept record lacks."""
    return {choice.name for choice in differing(kept, absorbed) if choice.is_empty(kept)}


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
        field = Business._meta.get_field(name)
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


def _comparable(business: Business, field: str) -> Any:
    if field == "finances":
        return business.finances if business.finances.is_known else None
    return getattr(business, field)


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
