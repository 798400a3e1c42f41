"""The list of decisions that wait, over all meetings."""

from typing import Any

from django.db.models import BooleanField, Case, QuerySet, When
from django.utils import timezone

from accounts.models import Organisation, User
from workshops.models import ActionItem


def action_list(
    user: User, *, state: str = "", office: int = 0, only_mine: bool = False, only_due: bool = False
) -> QuerySet[ActionItem, Any]:
    """Decisions the person may see, with `is_mine`: the own first, of these what is due first.

    Args:
        state: one state; "" gives what is pending.
    """
    found = ActionItem.objects.visible_to(user)
    found = found.filter(state=state) if state else found.pending()
    if office:
        found = found.filter(office_id=office)
    if only_mine:
        found = found.mine(user)
    if only_due:
        found = found.due(timezone.localdate())
    own = ActionItem.objects.mine(user).values("pk")
    is_mine = Case(When(pk__in=own, then=True), default=False, output_field=BooleanField())
    return found.annotate(is_mine=is_mine).order_by("-is_mine", "due_on", "event_id", "position")


def offices_with_actions(user: User) -> QuerySet[Organisation, Any]:
    """The offices that have decisions among those the person may see, by name."""
    seen = ActionItem.objects.visible_to(user).values("office_id")
    return Organisation.objects.filter(pk__in=seen).order_by("name")
