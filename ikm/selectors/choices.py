"""The values of two records side by side: what differs, and what only one of them knows."""

from dataclasses import dataclass
from typing import Any

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


def differing(kept: Business, absorbed: Business) -> list[Choice]:
    """The choices whose values differ and of which the absorbed record has one."""
    return [
        choice
        for choice in CHOICES
        if choice.of(kept) != choice.of(absorbed) and not choice.is_empty(absorbed)
    ]


def lacking(kept: Business, absorbed: Business) -> set[str]:
    """The choices that nobody needs to decide: what only the absorbed record knows."""
    return {choice.name for choice in differing(kept, absorbed) if choice.is_empty(kept)}


def _comparable(business: Business, field: str) -> Any:
    if field == "finances":
        return business.finances if business.finances.is_known else None
    return getattr(business, field)
