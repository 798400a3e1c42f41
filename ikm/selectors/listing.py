"""The list of businesses: what it is filtered by, and the businesses that meet it."""

from dataclasses import dataclass, fields, replace
from urllib.parse import parse_qsl

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from ikm.enums import PermitKind, Scale
from ikm.models import Business, Permit, search_texts
from ikm.models.business import BusinessQuerySet
from ikm.selectors.elsewhere import stands
from regions.models import Level, Region, within


@dataclass(frozen=True, slots=True)
class Criteria:
    """What the list is filtered by, in the words of the address; "" is no filter.

    `mirip` is "ya" when nothing holds the search text and what resembles it is shown instead.
    """

    q: str = ""
    mirip: str = ""
    wilayah: str = ""
    kecamatan: str = ""
    lingkaran: str = ""
    binaan: str = ""
    skala: str = ""
    keadaan: str = ""
    nib: str = ""
    pirt: str = ""
    kbli: str = ""
    luar: str = ""

    def loosely(self) -> "Criteria":
        """The same, forgiving typing errors."""
        return replace(self, mirip="ya")


def criteria_in(query: str) -> Criteria:
    """The criteria of a stored query string, which the form of the list has made."""
    names = {field.name for field in fields(Criteria)}
    return Criteria(**{name: value for name, value in parse_qsl(query) if name in names})


def list_of(user: User, criteria: Criteria, asked: Q | None = None) -> QuerySet[Business]:
    """The businesses that the person may see and that meet the criteria, with their places."""
    found = found_by(user, criteria, asked)
    places = found.select_related("regency", "district", "village")
    return places.defer("nik_sealed", "npwp_sealed", "finances_sealed", "words")


def found_by(user: User, criteria: Criteria, asked: Q | None = None) -> BusinessQuerySet:
    """As `list_of`, without what a page shows beside: for counting and changing.

    Args:
        asked: what the search text asks for, if that is known already.
    """
    asked = asked_by(criteria) if asked is None else asked
    found = Business.objects.visible_to(user).filter(asked)
    return _in_circle(found, criteria.lingkaran).filter(_places(criteria), *_kinds(criteria))


def asked_by(criteria: Criteria) -> Q:
    """The condition of the search text."""
    if criteria.mirip:
        return search_texts.matching(criteria.q, widely=True)
    return search_texts.holding(criteria.q)


def _in_circle(found: BusinessQuerySet, circle: str) -> BusinessQuerySet:
    match circle:
        case "terdaftar":
            return found.registered()
        case "binaan":
            return found.mentored()
        case "belum":
            return found.exclude(pk__in=found.registered().values("pk"))
    return found


def _places(criteria: Criteria) -> Q:
    place = criteria.kecamatan or criteria.wilayah
    if not place:
        return Q()
    return within("district_id" if len(place) > 5 else "regency_id", place)


def _kinds(criteria: Criteria) -> list[Q]:
    """The conditions on what a business is and has."""
    has_pirt = Exists(Permit.objects.filter(business=OuterRef("pk"), kind=PermitKind.PIRT))
    scale = criteria.skala if criteria.skala in Scale else ""
    conditions = {
        "binaan": Q(is_mentored=criteria.binaan == "ya"),
        "skala": Q(scale=scale),
        "keadaan": Q(operational_status=criteria.keadaan),
        "nib": Q(nib="") if criteria.nib == "tidak" else ~Q(nib=""),
        "pirt": Q(has_pirt) if criteria.pirt == "ada" else ~Q(has_pirt),
        "kbli": Q(kbli_code__startswith=criteria.kbli),
        "luar": stands(criteria.luar),
    }
    return [condition for name, condition in conditions.items() if getattr(criteria, name)]


def regions_to_filter(user: User) -> list[tuple[str, str]]:
    """(code, name) of the parts of the person's region: kab/kota of a province, else kecamatan."""
    code = user.scope.region_code if user.scope.is_regional else ""
    return parts_of(code) if code else []


def parts_of(code: str) -> list[tuple[str, str]]:
    """(code, name) of the kab/kota of a province, or of the kecamatan of a kab/kota, by name."""
    level = Level.REGENCY if len(code) == 2 else Level.DISTRICT
    rows = Region.objects.inside(code).filter(level=level).order_by("name")
    return list(rows.values_list("code", "name"))
