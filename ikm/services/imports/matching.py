"""Which row is which business: equal identifiers first, then name, owner and village."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import batched
from typing import Any

from ikm.enums import RowOutcome
from ikm.models import Business, Product
from ikm.services.imports.drafts import RowDraft

_CHUNK = 5_000
# Fields that a row may change as they are; the place and NIK have rules of their own.
PLAIN_FIELDS = (
    *("name", "owner_name", "brand", "nib", "phone", "email", "address"),
    *("kbli_code", "kbli_version", "scale", "is_mentored"),
)
PLACE_FIELDS = ("regency_id", "district_id", "village_id")
_READ = ("pk", "nik_index", "match_key", *PLAIN_FIELDS, *PLACE_FIELDS)


@dataclass(slots=True)
class Known:
    """The businesses that a file's rows may be, by each key, and the products they have."""

    by_nib: dict[str, Business] = field(default_factory=dict)
    by_nik: dict[str, Business] = field(default_factory=dict)
    by_key: dict[str, dict[int, Business]] = field(default_factory=dict)
    products: dict[int, set[str]] = field(default_factory=dict)

    def add(self, businesses: Iterable[Business]) -> None:
        for business in businesses:
            self.products.setdefault(business.pk, set())
            self.by_key.setdefault(business.match_key, {})[business.pk] = business
            if business.nib:
                self.by_nib[business.nib] = business
            if business.nik_index:
                self.by_nik[business.nik_index] = business


def _load_known(drafts: Sequence[RowDraft]) -> Known:
    """Reads what the rows may be in a handful of queries per 5,000 rows."""
    known = Known()
    for chunk in batched(drafts, _CHUNK, strict=False):
        rows = Business.objects.only(*_READ)
        known.add(rows.filter(nib__in=_values(chunk, "nib")))
        known.add(rows.filter(nik_index__in=_values(chunk, "nik_index")))
        known.add(rows.keyed({draft.match_key for draft in chunk}))
    for pks in batched(sorted(known.products), _CHUNK, strict=False):
        names = Product.objects.filter(business_id__in=pks).values_list("business_id", "name")
        for pk, name in names:
            known.products[pk].add(name.lower())
    return known


def _values(drafts: Iterable[RowDraft], name: str) -> list[str]:
    return [draft.values[name] for draft in drafts if draft.values.get(name)]


def match_rows(drafts: Sequence[RowDraft], region_code: str) -> None:
    """Sets outcome, business and changes of each row. Rows with problems become wrong.

    Args:
        region_code: rows that belong to a business outside this region are refused; "" allows all.
    """
    known = _load_known([draft for draft in drafts if not draft.is_wrong])
    seen: dict[tuple[str, object], RowDraft] = {}
    for draft in drafts:
        if not draft.is_wrong:
            _match(draft, known, region_code)
        if draft.is_wrong:
            draft.outcome = RowOutcome.WRONG
        elif twin := _twin(draft, seen):
            draft.outcome = RowOutcome.DUPLICATE
            draft.warn(f"Sama dengan baris {twin.number}, jadi tidak diimpor dua kali.")


def _match(draft: RowDraft, known: Known, region_code: str) -> None:
    by_nib = known.by_nib.get(draft.values.get("nib", ""))
    by_nik = known.by_nik.get(draft.values.get("nik_index", ""))
    if by_nib and by_nik and by_nib.pk != by_nik.pk:
        draft.refuse("NIB dan NIK ini tercatat pada dua usaha yang berbeda. Periksa keduanya.")
        return
    business = by_nib or by_nik or _namesake(draft, known)
    if business is None:
        draft.outcome = RowOutcome.NEW
        return
    if region_code and not f"{business.regency_id}.".startswith(f"{region_code}."):
        kind = "NIB" if by_nib else "NIK"
        draft.refuse(f"{kind} ini sudah terdaftar di wilayah lain. Hubungi dinas provinsi.")
    elif _differs(draft, business):
        kinds = ("NIB", "NIK") if by_nib else ("NIK", "NIB")
        draft.refuse("{} ini sudah terdaftar dengan {} lain. Periksa keduanya.".format(*kinds))
    else:
        draft.business_id = business.pk
        draft.changes = changes_of(draft, business, known.products[business.pk])
        draft.outcome = RowOutcome.CHANGED if draft.changes else RowOutcome.SAME


def _differs(draft: RowDraft, business: Business) -> bool:
    """Whether NIB or NIK of both are known and differ."""
    pairs = [
        (draft.values.get("nib", ""), business.nib),
        (draft.values.get("nik_index", ""), business.nik_index),
    ]
    return any(new and old and new != old for new, old in pairs)


def _namesake(draft: RowDraft, known: Known) -> Business | None:
    """The business of this name and owner in the village, or kab/kota if one has no village."""
    for business in known.by_key.get(draft.match_key, {}).values():
        villages = {draft.values.get("village_id"), business.village_id} - {None}
        is_near = business.regency_id == draft.values.get("regency_id") and len(villages) < 2
        if is_near and not _differs(draft, business):
            return business
    return None


def _twin(draft: RowDraft, seen: dict[tuple[str, object], RowDraft]) -> RowDraft | None:
    """The earlier row of the same file that means the same business."""
    values = draft.values
    keys: list[tuple[str, object]] = [("name", (draft.match_key, draft.place_key))]
    keys += [(name, values[name]) for name in ("nib", "nik_index") if values.get(name)]
    keys += [("business", draft.business_id)] if draft.business_id else []
    found = [seen[key] for key in keys if key in seen and _may_be_same(draft, seen[key])]
    for key in keys:
        seen.setdefault(key, draft)
    return found[0] if found else None


def _may_be_same(draft: RowDraft, other: RowDraft) -> bool:
    """Namesakes with different NIB are two businesses."""
    nibs = {draft.values.get("nib"), other.values.get("nib")} - {None}
    is_one_business = draft.business_id is not None and draft.business_id == other.business_id
    return len(nibs) < 2 or is_one_business


def changes_of(draft: RowDraft, business: Business, products: set[str]) -> dict[str, list[str]]:
    """Field → [old, new] for what the row would change; what the row leaves empty never changes."""
    values = draft.values
    changes = {
        name: [_shown(getattr(business, name)), _shown(values[name])]
        for name in PLAIN_FIELDS
        if name in values and values[name] != getattr(business, name)
    }
    village = values.get("village_id") or (not business.village_id and values.get("district_id"))
    current = business.village_id or business.district_id or ""
    if village and village != current:
        changes["place"] = [current, village]
    if values.get("nik_index") and not business.nik_index:
        changes["nik"] = ["", "diisi"]
    if added := [name for name in values.get("products", []) if name.lower() not in products]:
        changes["products"] = ["", ", ".join(added)]
    return changes


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return "" if value is None else str(value)
