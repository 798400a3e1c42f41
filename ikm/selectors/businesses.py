"""The list of businesses and what one page shows of a business."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from accounts.models import User
from halalportal.audit.models import AuditEntry
from halalportal.lib.formats import masked
from ikm.enums import Scale
from ikm.models import Assignment, Business, Product
from ikm.selectors.gaps import Gap, gaps_of
from regions.models import Level, Region, within


@dataclass(frozen=True, slots=True)
class Criteria:
    """What the list is filtered by, in the words of the address; "" is no filter."""

    q: str = ""
    wilayah: str = ""
    binaan: str = ""
    skala: str = ""
    nib: str = ""


def list_of(user: User, criteria: Criteria) -> QuerySet[Business]:
    """The businesses that the person may see and that meet the criteria, with their places."""
    found = Business.objects.visible_to(user).matching(criteria.q)
    if criteria.wilayah:
        field = "district_id" if len(criteria.wilayah) > 5 else "regency_id"
        found = found.filter(within(field, criteria.wilayah))
    if criteria.binaan:
        found = found.filter(is_mentored=criteria.binaan == "ya")
    if criteria.skala:
        found = found.filter(scale=criteria.skala if criteria.skala in Scale else "")
    if criteria.nib:
        found = found.filter(nib="") if criteria.nib == "tidak" else found.exclude(nib="")
    return found.select_related("regency", "district", "village").defer("nik_sealed", "search")


def regions_to_filter(user: User) -> list[tuple[str, str]]:
    """(code, name) of the parts of the person's region: kab/kota of a province, else kecamatan."""
    code = user.scope.region_code if user.scope.is_regional else ""
    if not code:
        return []
    level = Level.REGENCY if len(code) == 2 else Level.DISTRICT
    rows = Region.objects.inside(code).filter(level=level).order_by("name")
    return list(rows.values_list("code", "name"))


_ACTS = {
    "business.registered": "Didaftarkan",
    "business.imported": "Masuk lewat impor Excel",
    "business.changed": "Data diubah",
    "business.changed_by_import": "Data diubah lewat impor Excel",
    "business.companion_assigned": "Pendamping ditugaskan",
    "business.companion_ended": "Pendampingan diakhiri",
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
    history: list[HistoryLine]
    masked_nik: str


def detail_of(business: Business) -> BusinessDetail:
    """Everything about one business in four queries."""
    products = list(business.products.all())
    assignments = list(
        business.assignments.select_related("companion", "organisation").order_by("-pk")
    )
    current = next((a for a in assignments if a.ended_on is None), None)
    return BusinessDetail(
        business=business,
        products=products,
        current=current,
        former=[a for a in assignments if a.ended_on],
        gaps=gaps_of(business, product_count=len(products), has_companion=current is not None),
        history=_history(business),
        masked_nik=masked(business.nik) if business.nik_sealed else "",
    )


def _history(business: Business) -> list[HistoryLine]:
    """The latest ten acts that the page has words for."""
    entries = AuditEntry.objects.about(business).filter(action__in=_ACTS).select_related("actor")
    return [
        HistoryLine(
            entry.at, _ACTS[entry.action], entry.actor.get_full_name() if entry.actor else ""
        )
        for entry in entries[:10]
    ]
