"""The circles of a registry: how many businesses are known, and how far they came (feature A2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse

from accounts.models import User
from certification.enums import Status
from certification.models import Application
from halalportal.lib.formats import percent
from ikm.models import Business, HeldCertificate
from ikm.models.business import BusinessQuerySet
from ikm.selectors.listing import parts_of
from regions.models import within


class Circle(StrEnum):
    """A circle's word in the address. Each lies inside the known ones, not always in another."""

    KNOWN = "diketahui"
    REGISTERED = "terdaftar"
    MENTORED = "binaan"
    IN_FACILITATION = "dalam-fasilitasi"
    CERTIFIED = "bersertifikat"
    UNCOVERED = "belum-terjangkau"


LABELS = {
    Circle.KNOWN: "Diketahui",
    Circle.REGISTERED: "Terdaftar",
    Circle.MENTORED: "Binaan",
    Circle.IN_FACILITATION: "Dalam fasilitasi",
    Circle.CERTIFIED: "Bersertifikat",
    Circle.UNCOVERED: "Belum terjangkau",
}
# The circles that the registry's own list can show; the others have a list here.
_OWN_FILTERS: dict[Circle, dict[str, str]] = {
    Circle.KNOWN: {},
    Circle.REGISTERED: {"lingkaran": "terdaftar"},
    Circle.MENTORED: {"binaan": "ya"},
}


@dataclass(frozen=True, slots=True)
class CircleCount:
    """A number and the address of the list behind it, "" for none."""

    label: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A place with its circles, and the share that is in facilitation or certified."""

    name: str
    counts: list[CircleCount]
    share: str


def in_circle(businesses: BusinessQuerySet, circle: Circle) -> BusinessQuerySet:
    """The businesses that belong to a circle."""
    applications = Application.objects.filter(business=OuterRef("pk"))
    is_facilitated = Exists(applications.open())
    is_issued = Exists(applications.in_status(Status.ISSUED))
    is_certified = is_issued | Exists(HeldCertificate.objects.filter(business=OuterRef("pk")))
    match circle:
        case Circle.REGISTERED:
            return businesses.registered()
        case Circle.MENTORED:
            return businesses.mentored()
        case Circle.IN_FACILITATION:
            return businesses.filter(is_facilitated)
        case Circle.CERTIFIED:
            return businesses.filter(is_certified)
        case Circle.UNCOVERED:
            return businesses.exclude(is_facilitated | is_certified)
    return businesses


def circle_list(user: User, circle: Circle, place: str = "") -> BusinessQuerySet:
    """The businesses of a circle that the person may see, of one kab/kota or kecamatan."""
    found = in_circle(Business.objects.visible_to(user), circle)
    return found.filter(within(_field(place), place)) if place else found


def coverage(user: User) -> tuple[CoverageRow, list[CoverageRow]]:
    """The person's whole region, and its kab/kota or kecamatan by name: seven queries."""
    code = user.scope.region_code
    names = parts_of(code)
    field = "regency_id" if len(code) == len("64") else "district_id"
    counts = {circle: _by_place(user, circle, field) for circle in Circle}
    rows = [
        _row(name, place, {c: counts[c].get(place, 0) for c in Circle}) for place, name in names
    ]
    total = {circle: sum(counts[circle].values()) for circle in Circle}
    return _row("Semua", "", total), rows


def _field(place: str) -> str:
    return "regency_id" if len(place) <= len("64.08") else "district_id"


def _by_place(user: User, circle: Circle, field: str) -> dict[str | None, int]:
    found = in_circle(Business.objects.visible_to(user), circle).order_by()
    return dict(found.values_list(field).annotate(count=Count("pk")))


def _row(name: str, place: str, counts: Mapping[Circle, int]) -> CoverageRow:
    cells = [CircleCount(LABELS[c], n, _url(c, place) if n else "") for c, n in counts.items()]
    known = counts[Circle.KNOWN]
    return CoverageRow(name, cells, percent(known - counts[Circle.UNCOVERED], known))


def _url(circle: Circle, place: str) -> str:
    """The list behind a number: the registry's own, or that of the circle."""
    filters = {"wilayah": place} if place else {}
    if circle in _OWN_FILTERS:
        address, filters = reverse("ikm:business-list"), filters | _OWN_FILTERS[circle]
    else:
        address = reverse("reports:coverage-list", args=[circle.value])
    return f"{address}?{urlencode(filters)}" if filters else address
