"""What must always hold for decisions of meetings, checked over the whole database."""

from collections.abc import Iterator

from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from workshops.enums import ActionState
from workshops.models import ActionItem, ActionNote, Event


def check() -> Iterator[str]:
    """Yields one sentence for each thing that is wrong."""
    yield from _state_as_reported()
    yield from _meetings_in_order()


def _state_as_reported() -> Iterator[str]:
    last = ActionNote.objects.filter(item=OuterRef("pk")).order_by("-at", "-pk")
    reported = Coalesce(Subquery(last.values("state")[:1]), Value(ActionState.OPEN.value))
    wrong = ActionItem.objects.annotate(reported=reported).exclude(state=F("reported"))
    for pk, state, said in wrong.values_list("pk", "state", "reported"):
        yield f"decision {pk}: is {state}, last reported {said}"


def _meetings_in_order() -> Iterator[str]:
    wrong = Event.objects.filter(follows__starts_at__gte=F("starts_at"))
    for pk, earlier in wrong.values_list("pk", "follows_id"):
        yield f"event {pk}: follows event {earlier}, which is not earlier"
