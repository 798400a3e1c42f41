"""The hint while somebody types a new business: it never blocks, the page asks again on saving."""

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import QuerySet

from accounts.models import User
from halalportal.lib.texts import fold
from ikm.models import Business
from ikm.models.search_texts import resembling
from ikm.selectors.duplicates import Candidate

_SHORTEST_NAME = 4
_AT_MOST = 5
_LIKENESS = 0.45


def hints(user: User, *, name: str = "", phone: str = "", nib: str = "") -> list[Candidate]:
    """Up to five businesses with this NIB or phone (E.164), or a name like this, in the region.

    A NIB is looked for everywhere, since each is given once.
    """
    found: dict[int, Candidate] = {}
    for reason, businesses in _searches(user, name=name, phone=phone, nib=nib):
        for business in businesses.select_related("regency", "village")[:_AT_MOST]:
            found.setdefault(business.pk, Candidate(business)).reasons.append(reason)
    return list(found.values())[:_AT_MOST]


def _searches(
    user: User, *, name: str, phone: str, nib: str
) -> list[tuple[str, QuerySet[Business]]]:
    near = Business.objects.visible_to(user)
    searches: list[tuple[str, QuerySet[Business]]] = []
    if nib:
        searches.append(("NIB sama", Business.objects.living().filter(nib=nib)))
    if phone:
        searches.append(("nomor HP sama", near.filter(phone=phone)))
    if len(name) >= _SHORTEST_NAME:
        likeness = TrigramWordSimilarity(fold(name), "match_key")
        alike = near.filter(resembling(name)).annotate(score=likeness)
        searches.append(("nama mirip", alike.filter(score__gte=_LIKENESS).order_by("-score", "pk")))
    return searches
