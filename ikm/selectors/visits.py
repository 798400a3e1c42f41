"""The visit plan of a kecamatan: who to visit in which village, and what each still lacks."""

from dataclasses import dataclass, replace
from itertools import groupby

from django.db.models import Count, Exists, OuterRef

from accounts.models import User
from ikm.models import Assignment, Business
from ikm.selectors.elsewhere import Standing, status_of
from ikm.selectors.gaps import Gap, gaps_of
from ikm.selectors.listing import Criteria, found_by, list_of
from ikm.selectors.phones import unreachable_among
from regions.models import Region

MOST_ROWS = 300
_NO_VILLAGE = "Desa belum diketahui"


@dataclass(frozen=True, slots=True)
class Visit:
    """A business to visit and its missing pieces."""

    business: Business
    gaps: list[Gap]


@dataclass(frozen=True, slots=True)
class VillageVisits:
    """The businesses of one village, by name."""

    name: str
    visits: list[Visit]


@dataclass(frozen=True, slots=True)
class VisitPlan:
    """A plan of at most `MOST_ROWS` businesses; `left_out` is village → number of the others."""

    district: Region
    villages: list[VillageVisits]
    count: int
    left_out: dict[str, int]

    @property
    def left_out_count(self) -> int:
        return sum(self.left_out.values())


def districts_with_businesses(user: User, criteria: Criteria) -> list[tuple[Region, int]]:
    """The kecamatan in which the person sees such businesses, with their number, by name."""
    anywhere = replace(criteria, wilayah=_regency(criteria), kecamatan="")
    rows = found_by(user, anywhere).exclude(district=None).order_by().values_list("district_id")
    counts = dict(rows.annotate(count=Count("pk")))
    districts = Region.objects.filter(code__in=counts).select_related("parent")
    return [(region, counts[region.code]) for region in districts.order_by("name", "code")]


def _regency(criteria: Criteria) -> str:
    """The kab/kota of the criteria, without a kecamatan in it."""
    return criteria.wilayah if len(criteria.wilayah) <= len("64.08") else ""


def visit_plan(user: User, criteria: Criteria, district: Region) -> VisitPlan:
    """The plan of one kecamatan, village by village; seven queries whatever its size."""
    here = replace(criteria, wilayah="", kecamatan=district.code)
    current = Assignment.objects.current().filter(business=OuterRef("pk"))
    found = list_of(user, here).annotate(
        product_count=Count("products"), has_companion=Exists(current)
    )
    rows = list(found.order_by("village__name", "village_id", "name", "pk")[:MOST_ROWS])
    standings = status_of([business.pk for business in rows])
    problems = unreachable_among(business.phone for business in rows)
    villages = [
        VillageVisits(
            name,
            [
                _visit(business, standings[business.pk], problems.get(business.phone, ""))
                for business in group
            ],
        )
        for name, group in groupby(rows, key=_village)
    ]
    left_out = _left_out(user, here, villages)
    return VisitPlan(district, villages, len(rows), left_out)


def _visit(business: Business, elsewhere: Standing, phone_problem: str) -> Visit:
    known = business.__dict__
    gaps = gaps_of(
        business,
        product_count=known["product_count"],
        has_companion=known["has_companion"],
        elsewhere=elsewhere,
        phone_problem=phone_problem,
    )
    return Visit(business, gaps)


def _left_out(user: User, here: Criteria, villages: list[VillageVisits]) -> dict[str, int]:
    """Village → number of businesses that the plan has no room for."""
    rows = found_by(user, here).order_by("village__name").values_list("village__name")
    left = {name or _NO_VILLAGE: count for name, count in rows.annotate(count=Count("pk"))}
    for village in villages:
        left[village.name] -= len(village.visits)
    return {name: count for name, count in left.items() if count > 0}


def _village(business: Business) -> str:
    return business.village.name if business.village else _NO_VILLAGE
