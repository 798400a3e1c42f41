"""What the pages of an import show."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from halalportal.lib.formats import masked
from halalportal.lib.formats import phone as national
from ikm.enums import RowOutcome, Scale
from ikm.models import Business, ImportBatch, ImportRow
from regions.models import Region

PAGE_SIZE = 50
# What a changed row changes, in words.
_FIELD_LABELS = {
    "name": "Nama usaha",
    "owner_name": "Pemilik",
    "brand": "Merek",
    "nib": "NIB",
    "nik": "NIK",
    "phone": "HP",
    "email": "Email",
    "address": "Alamat",
    "place": "Desa",
    "kbli_code": "KBLI",
    "scale": "Skala",
    "is_mentored": "Binaan",
    "products": "Produk",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One value of a business before and after."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row as the preview shows it."""

    row: ImportRow
    business_id: int | None
    name: str
    owner_name: str
    phone: str
    nib: str
    village: str
    changes: list[Change]


@dataclass(frozen=True, slots=True)
class PreviewPage:
    rows: list[PreviewRow]
    next_number: int | None


def preview_page(batch: ImportBatch, *, outcome: str = "", after: int = 0) -> PreviewPage:
    """Fifty rows behind the row number `after`, of one outcome or of all."""
    found: QuerySet[ImportRow] = batch.rows.with_outcome(outcome).filter(number__gt=after)
    rows = list(found[: PAGE_SIZE + 1])
    has_more, rows = len(rows) > PAGE_SIZE, rows[:PAGE_SIZE]
    names, made = _region_names(rows), _made_by(rows)
    shown = [_shown(row, names, row.business_id or made.get(row.uuid)) for row in rows]
    return PreviewPage(shown, rows[-1].number if has_more else None)


def _made_by(rows: list[ImportRow]) -> dict[UUID | None, int]:
    """The uuid of a row → the key of the business that it made."""
    uuids = [row.uuid for row in rows if row.uuid and row.outcome == RowOutcome.NEW]
    return dict(Business.objects.filter(uuid__in=uuids).values_list("uuid", "pk"))


def _region_names(rows: list[ImportRow]) -> dict[str, str]:
    codes = {
        str(row.values[f]) for row in rows for f in ("village_id", "district_id") if f in row.values
    }
    codes |= {code for row in rows for code in row.changes.get("place", []) if code}
    return dict(Region.objects.filter(code__in=codes).values_list("code", "name"))


def _shown(row: ImportRow, names: dict[str, str], business_id: int | None) -> PreviewRow:
    values = row.values
    raw_nib = next((text for heading, text in row.raw.items() if "nib" in heading.lower()), "")
    place = values.get("village_id") or values.get("district_id") or ""
    return PreviewRow(
        row=row,
        business_id=business_id,
        name=values.get("name", ""),
        owner_name=values.get("owner_name", ""),
        phone=national(values["phone"]) if values.get("phone") else "",
        nib=values.get("nib", "") or (raw_nib if row.outcome == RowOutcome.WRONG else ""),
        village=names.get(place, ""),
        changes=[_change(name, old, new, names) for name, (old, new) in row.changes.items()],
    )


def _change(name: str, old: Any, new: Any, names: dict[str, str]) -> Change:
    if name == "place":
        old, new = names.get(old, old), names.get(new, new)
    elif name == "scale":
        old, new = (Scale(text).label if text in Scale else text for text in (old, new))
    elif name == "phone":
        old, new = (national(text) if text else "" for text in (old, new))
    return Change(_FIELD_LABELS.get(name, name), str(old), str(new))


def heading_rows(batch: ImportBatch, labels: dict[str, str]) -> list[tuple[str, str, str]]:
    """(our field, the file's heading, an example of the first row) for each column that is read."""
    first = batch.rows.first()
    raw = first.raw if first else {}
    return [
        (label, batch.columns[name], _example(name, raw.get(batch.columns[name], "")))
        for name, label in labels.items()
        if name in batch.columns
    ]


def _example(name: str, text: str) -> str:
    return masked(text) if name == "nik" and text and "•" not in text else text
