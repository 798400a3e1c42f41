"""Businesses that may be the one just typed in: a person decides, the page only hints."""

from dataclasses import dataclass, field

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q, QuerySet

from halalportal.lib.encryption import keyed_index
from ikm.models import Business
from ikm.selectors.facts import BusinessFacts

_SIMILAR = 0.45
_AT_MOST = 5


@dataclass(slots=True)
class Candidate:
    """A business and why it may be the same, e.g. ["NIB sama", "nama mirip di desa yang sama"]."""

    business: Business
    reasons: list[str] = field(default_factory=list)


def find_candidates(facts: BusinessFacts, *, besides: int | None = None) -> list[Candidate]:
    """Up to five businesses with the same identifier or phone, or a similar name in the village.

    Identifiers are looked up in all regions, since each is unique; the rest in the kab/kota.
    """
    found: dict[int, Candidate] = {}
    for reason, businesses in _searches(facts):
        for business in businesses.exclude(pk=besides or 0).select_related("regency", "village")[
            :_AT_MOST
        ]:
            found.setdefault(business.pk, Candidate(business)).reasons.append(reason)
    return list(found.values())[:_AT_MOST]


def _searches(facts: BusinessFacts) -> list[tuple[str, QuerySet[Business]]]:
    living = Business.objects.living()
    near = living.filter(regency_id=facts.regency_id)
    searches: list[tuple[str, QuerySet[Business]]] = []
    if facts.nib:
        searches.append(("NIB sama", living.filter(nib=facts.nib)))
    if facts.nik:
        index = keyed_index(facts.nik, field="nik")
        searches.append(("NIK sama", living.filter(nik_index=index)))
    if facts.phone:
        searches.append(("nomor HP sama", near.filter(phone=facts.phone)))
    searches.append(("nama mirip di desa yang sama", _similar(near, facts)))
    return searches


def _similar(near: QuerySet[Business], facts: BusinessFacts) -> QuerySet[Business]:
    """Similar names in the village; without a village, in the part of the kab/kota without one."""
    return (
        near.filter(Q(village_id=facts.village_id or None))
        .annotate(similarity=TrigramSimilarity("name", facts.name))
        .filter(similarity__gte=_SIMILAR)
        .order_by("-similarity")
    )
