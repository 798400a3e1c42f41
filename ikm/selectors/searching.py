"""One page of the list for a search: what holds the text, else what resembles it."""

from dataclasses import dataclass

from accounts.models import User
from ikm.selectors.listing import Criteria, list_of
from ikm.selectors.pages import BusinessPage, business_page


@dataclass(frozen=True, slots=True)
class Found:
    """A page of businesses; `is_near` when nothing holds the text and these come near it."""

    page: BusinessPage
    is_near: bool


def find(user: User, criteria: Criteria, *, after: str = "", before: str = "") -> Found:
    """The page behind `after` or ahead of `before`: two queries, four for a typing error."""
    page = business_page(list_of(user, criteria), after=after, before=before)
    if page.count or not criteria.q or criteria.mirip:
        return Found(page, is_near=bool(criteria.mirip))
    near = business_page(list_of(user, criteria.loosely()), after=after, before=before)
    return Found(near, is_near=True)
