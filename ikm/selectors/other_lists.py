"""What the pages of other programmes' lists show."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from accounts.models import User
from ikm.enums import MatchState
from ikm.models import OtherEntry, OtherList

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Entries of one state. `states` are (state, label, number of entries) for the chips."""

    entries: list[OtherEntry]
    states: list[tuple[str, str, int]]
    next_number: int | None


def lists_of(user: User) -> QuerySet[OtherList]:
    """The lists that the person may see, the latest first."""
    return OtherList.objects.visible_to(user).select_related("by", "region", "job")


def entries_of(other_list: OtherList, user: User) -> QuerySet[OtherEntry]:
    """A province's list shows an officer of a kab/kota the rows of that kab/kota only."""
    if user.scope.covers(other_list.region_id):
        return other_list.entries.all()
    scope = user.scope
    return other_list.entries.filter(
        scope.in_region("regency_id") | scope.in_region("business__regency_id")
    )


def entry_page(other_list: OtherList, user: User, *, state: str, after: int = 0) -> EntryPage:
    """Fifty entries behind the row number `after`, in three queries."""
    visible = entries_of(other_list, user)
    counts = dict(visible.order_by().values_list("state").annotate(Count("pk")))
    states = [(str(s), str(s.label), counts[s]) for s in MatchState if counts.get(s)]
    found = visible.filter(number__gt=after)
    if state in MatchState:
        found = found.filter(state=state)
    related = ("village", "regency", "business__village", "business__regency", "decided_by")
    rows = list(found.select_related(*related)[: PAGE_SIZE + 1])
    has_more, rows = len(rows) > PAGE_SIZE, rows[:PAGE_SIZE]
    return EntryPage(rows, states, rows[-1].number if has_more else None)
