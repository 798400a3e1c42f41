"""One page of the list for a search: what holds the text, else what resembles it."""

from dataclasses import dataclass

from accounts.models import User
from ikm.models import Business
from ikm.models.business import is_by_words
from ikm.selectors.listing import Criteria, list_of
from ikm.selectors.pages import BusinessPage, business_page, sparse_page


@dataclass(frozen=True, slots=True)
class Found:
    """A page of businesses; `is_near` when nothing holds the text and these come near it."""

    page: BusinessPage
    is_near: bool


def find(user: User, criteria: Criteria, *, after: str = "", before: str = "") -> Found:
    """The page behind `after` or ahead of `before`: three queries, some more for a typing error."""
    page = _page(user, criteria, after, before)
    if page.count or not criteria.q or criteria.mirip:
        return Found(page, is_near=bool(criteria.mirip))
    return Found(_page(user, criteria.loosely(), after, before), is_near=True)


def _page(user: User, criteria: Criteria, after: str, before: str) -> BusinessPage:
    found = list_of(user, criteria)
    if is_by_words(criteria.q) and not found.query.is_empty():
        within = Business.objects.visible_to(user)
        return sparse_page(found, within, after=after, before=before)
    return business_page(found, after=after, before=before)
