"""What an owner may know of records that are not connected to an account yet: almost nothing."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q, QuerySet

from accounts.enums import OFFICERS
from accounts.models import Membership
from ikm.models import Business
from ikm.selectors.duplicates import Candidate
from regions.models import Level, Region

_SIMILAR = 0.4
_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """A record by its name and kecamatan only. `is_taken`: an account is connected to it."""

    uuid: UUID
    name: str
    district: str
    is_taken: bool


def search(*, nib: str, name: str, district: str) -> list[Hit]:
    """Up to five records with this NIB, or with a similar name in a kecamatan of this name."""
    living = Business.objects.living()
    if nib:
        return _hits(living.filter(nib=nib))
    places = Region.objects.filter(level=Level.DISTRICT, name__iexact=district)
    similar = (
        living.filter(district__in=places.values("pk"))
        .annotate(similarity=TrigramSimilarity("name", name))
        .filter(similarity__gte=_SIMILAR)
        .order_by("-similarity", "pk")
    )
    return _hits(similar)


def hits_among(candidates: list[Candidate]) -> list[Hit]:
    """Possible twins of a new record, as little as a search would show."""
    pks = [candidate.business.pk for candidate in candidates]
    return _hits(Business.objects.living().filter(pk__in=pks))


def hit_of(business: Business) -> Hit:
    district = business.district.name if business.district else business.regency.name
    return Hit(business.uuid, business.name, district, business.owner_id is not None)


def _hits(businesses: QuerySet[Business]) -> list[Hit]:
    rows = businesses.select_related("district", "regency")[:_AT_MOST]
    return [hit_of(business) for business in rows]


def regencies_served() -> list[tuple[str, str]]:
    """(code, name) of every kab/kota in a province where an officer works with the portal."""
    held = Membership.objects.current().filter(role__in=OFFICERS)
    provinces = {code[:2] for code in held.values_list("region_id", flat=True) if code}
    inside = Q(pk__in=[])
    for province in provinces:
        inside |= Q(code__startswith=f"{province}.")
    rows = Region.objects.filter(inside, level=Level.REGENCY).order_by("name")
    return list(rows.values_list("code", "name"))
