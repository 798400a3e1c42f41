"""One page of the list for a search: what holds the text, else what resembles it."""

from dataclasses import dataclass

from django.db.models import Q

from accounts.models import User
from ikm.models import Business
from ikm.models.search_texts import is_by_words
from ikm.selectors.listing import Criteria, asked_by, list_of
from ikm.selectors.pages import BusinessPage, business_page, sparse_page
from ikm.selectors.sparse import WordSearch


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
    if not is_by_words(criteria.q):
        return business_page(list_of(user, criteria), after=after, before=before)
    search = WordSearch(
        listed=list_of(user, criteria, asked=Q()),
        names=Business.objects.visible_to(user),
        asked=asked_by(criteria),
    )
    return sparse_page(search, after=after, before=before)
