"""The list of businesses and what one page shows of a business."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from halalportal.audit.models import AuditEntry
from halalportal.lib.formats import masked
from ikm.enums import RowOutcome
from ikm.models import Assignment, Business, ImportRow, Product
from ikm.selectors.elsewhere import Standing, status_of
from ikm.selectors.gaps import Gap, gaps_of
from ikm.selectors.phones import unreachable_among

_ACTS = {
    "business.registered": "Didaftarkan",
    "business.changed": "Data diubah",
    "business.changed_by_import": "Data diubah lewat impor Excel",
    "business.changed_in_bulk": "Diubah bersama usaha lain",
    "business.bulk_undone": "Perubahan bersama dibatalkan",
    "business.merged": "Digabungkan dengan data lain",
    "business.merge_undone": "Penggabungan dibatalkan",
    "business.companion_assigned": "Pendamping ditugaskan",
    "business.companion_ended": "Pendampingan diakhiri",
    "business.unmasked": "NIK atau data pribadi ditampilkan",
    "business.claim_requested": "Sambungan akun diminta",
    "business.claim_refused": "Sambungan akun ditolak",
    "business.claim_code_made": "Kode akun pemilik dibuat",
    "business.claimed": "Akun pemilik tersambung",
}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One act in the life of a record."""

    at: datetime
    sentence: str
    actor_name: str


@dataclass(frozen=True, slots=True)
class BusinessDetail:
    """What the page of one business shows."""

    business: Business
    products: list[Product]
    current: Assignment | None
    former: list[Assignment]
    gaps: list[Gap]
    elsewhere: Standing
    history: list[HistoryLine]
    masked_nik: str


def detail_of(business: Business) -> BusinessDetail:
    """Everything about one business in eight queries."""
    products = list(business.products.all())
    assignments = list(
        business.assignments.select_related("companion", "organisation").order_by("-pk")
    )
    elsewhere = status_of([business.pk])[business.pk]
    current = next((a for a in assignments if a.ended_on is None), None)
    return BusinessDetail(
        business=business,
        products=products,
        current=current,
        former=[a for a in assignments if a.ended_on],
        gaps=gaps_of(
            business,
            product_count=len(products),
            has_companion=current is not None,
            elsewhere=elsewhere,
            phone_problem=unreachable_among([business.phone]).get(business.phone, ""),
        ),
        elsewhere=elsewhere,
        history=_history(business),
        masked_nik=masked(business.nik) if business.nik_sealed else "",
    )


def _history(business: Business) -> list[HistoryLine]:
    """The latest ten acts that the page has words for, and the import that it came from."""
    entries = AuditEntry.objects.about(business).filter(action__in=_ACTS).select_related("actor")
    acts = [
        HistoryLine(entry.at, _ACTS[entry.action], _name(entry.actor)) for entry in entries[:10]
    ]
    return [*acts, *_origin(business)]


def _origin(business: Business) -> Iterator[HistoryLine]:
    """The row of an import that made the business has its uuid."""
    rows = ImportRow.objects.filter(uuid=business.uuid, outcome=RowOutcome.NEW)
    for row in rows.select_related("batch__by"):
        batch = row.batch
        sentence = f"Diimpor dari {batch.file_name}, baris {row.number}"
        yield HistoryLine(batch.applied_at or business.created_at, sentence, _name(batch.by))


def _name(person: User | None) -> str:
    return person.get_full_name() if person else ""
