"""Saved filters of the list of businesses, each with how much it finds."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Value

from accounts.models import User
from ikm.models import SavedFilter
from ikm.selectors.listing import criteria_in, found_by
from ikm.selectors.pages import COUNT_CAP

_AT_MOST = 12


@dataclass(frozen=True, slots=True)
class FilterChip:
    """A saved filter; `count` ends at `COUNT_CAP` + 1."""

    saved: SavedFilter
    count: int
    is_own: bool

    @property
    def is_count_capped(self) -> bool:
        return self.count > COUNT_CAP


def filter_chips(user: User) -> list[FilterChip]:
    """The person's own filters and those that colleagues share, by name; two queries at most."""
    saved = list(SavedFilter.objects.visible_to(user).select_related("by")[:_AT_MOST])
    counts = _counts(user, saved)
    return [FilterChip(one, counts[one.pk], one.by_id == user.pk) for one in saved]


def _counts(user: User, saved: list[SavedFilter]) -> Counter[int]:
    """Key of a filter → number of its businesses, of all filters in one query."""
    if not saved:
        return Counter()
    first, *others = [
        found_by(user, criteria_in(one.query))
        .order_by()
        .annotate(saved_filter=Value(one.pk))
        .values_list("saved_filter", flat=True)[: COUNT_CAP + 1]
        for one in saved
    ]
    return Counter(first.union(*others, all=True) if others else first)
