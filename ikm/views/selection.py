"""Which businesses of the list a person means: the ticked ones, or all that the filter finds."""

from dataclasses import dataclass

from accounts.http import AuthenticatedHttpRequest
from ikm.forms import BusinessFilterForm
from ikm.models import Business
from ikm.models.business import BusinessQuerySet
from ikm.selectors.listing import criteria_in, found_by

_MOST_TICKS = 100


@dataclass(frozen=True, slots=True)
class Selection:
    """`ids` of the ticked businesses; without them, all that `query` finds."""

    ids: tuple[int, ...]
    query: str
    is_all: bool

    @property
    def is_empty(self) -> bool:
        return not (self.ids or self.is_all)


def selection_in(request: AuthenticatedHttpRequest) -> Selection:
    """Reads `pilih=12&pilih=15`, or `semua=ya` with the filters of the list, from the address."""
    query = BusinessFilterForm(request.GET, user=request.user).query()
    if "semua" in request.GET:
        return Selection(ids=(), query=query, is_all=True)
    ticked = [int(pk) for pk in request.GET.getlist("pilih")[:_MOST_TICKS] if _is_key(pk)]
    return Selection(ids=tuple(ticked), query=query, is_all=False)


def selected(selection: Selection, request: AuthenticatedHttpRequest) -> BusinessQuerySet:
    """The businesses themselves, as far as the person may see them."""
    if selection.is_all:
        return found_by(request.user, criteria_in(selection.query))
    return Business.objects.visible_to(request.user).filter(pk__in=selection.ids)


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19
