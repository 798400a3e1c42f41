"""The rest of a record as its page shows it: sealed values masked, sizes side by side."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from accounts.enums import Role
from halalportal.lib.formats import masked
from ikm import kbli, sizes
from ikm.models import Business, Permit, Unmasking

# What a showing is called in the owner's list.
FIELD_NAMES = {
    "nik": "NIK",
    "npwp": "NPWP",
    "phone": "nomor HP",
    "email": "email",
    "capital": "modal",
    "sales": "penjualan setahun",
    "investment": "investasi",
}


@dataclass(frozen=True, slots=True)
class RecordView:
    """Masked values and both sizes. The notes say what is missing or doesn't agree."""

    masked_npwp: str
    has_sealed: bool
    has_finances: bool
    workers: int | None
    size_note: str
    kbli_title: str
    kbli_note: str
    permits: list[Permit]


@dataclass(frozen=True, slots=True)
class Showing:
    """Somebody saw personal data in the clear."""

    at: datetime
    by: str
    role: str
    fields: str
    purpose: str


def record_of(business: Business) -> RecordView:
    """The rest of the record, in one query."""
    sealed = (business.nik_sealed, business.npwp_sealed, business.finances_sealed)
    return RecordView(
        masked_npwp=masked(business.npwp) if business.npwp_sealed else "",
        has_sealed=any(sealed),
        has_finances=bool(business.finances_sealed),
        workers=sizes.workers_of(business.workers_male, business.workers_female),
        size_note=_size_note(business),
        kbli_title=kbli.title_of(business.kbli_version, business.kbli_code),
        kbli_note=kbli.warning_about(business.kbli_version or 0, business.kbli_code),
        permits=list(business.permits.all()),
    )


def _size_note(business: Business) -> str:
    if not business.computed_scale:
        return "Isi penjualan setahun (usaha baru: modal) agar skala bisa dihitung."
    if business.scale and business.scale != business.computed_scale:
        return "Skala dari OSS tidak sama dengan hasil hitungan. Periksa, lalu perbarui di OSS."
    return ""


def showings_of(business: Business, *, at_most: int = 20) -> list[Showing]:
    """Who saw the owner's data in the clear, newest first; also in records merged into this one."""
    seen = Unmasking.objects.filter(Q(business=business) | Q(business__merged_into=business))
    rows = seen.select_related("by")[:at_most]
    return [Showing(row.at, row.by.name, _role(row), _fields(row), row.purpose) for row in rows]


def _role(row: Unmasking) -> str:
    return Role(row.role).label if row.role in Role else ""


def _fields(row: Unmasking) -> str:
    return ", ".join(FIELD_NAMES.get(name, name) for name in row.fields)
