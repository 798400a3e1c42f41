"""What must always be true of returns, of the third ones, and of what SiHalal says."""

from collections.abc import Iterator

from django.db.models import Count, F, Q

from certification.enums import Decision, Status
from certification.models import Application, ReturnItem, ThirdReturn
from certification.workflow import RETURNS


def check() -> Iterator[str]:
    """Yields each violation in one sentence; nothing when all is well."""
    yield from _returns_are_counted()
    yield from _only_returns_name_something()
    yield from _the_first_item_is_the_reason()
    yield from _requests_wait_where_a_return_starts()
    yield from _what_is_back_from_sihalal_has_its_number()


def _returns_are_counted() -> Iterator[str]:
    is_return = Q(status_changes__transition__in=RETURNS)
    counted = Application.objects.order_by().annotate(n=Count("status_changes", filter=is_return))
    wrong = counted.exclude(n=F("returned_count"))
    for pk, found, expected in wrong.values_list("pk", "returned_count", "n"):
        yield f"application {pk}: returned_count is {found}, {expected} steps led back"


def _only_returns_name_something() -> Iterator[str]:
    wrong = ReturnItem.objects.exclude(change__transition__in=RETURNS)
    for pk, step in wrong.values_list("pk", "change__transition"):
        yield f"return item {pk} hangs on a step {step}"


def _the_first_item_is_the_reason() -> Iterator[str]:
    wrong = ReturnItem.objects.filter(change__return_reason=None)
    for pk in wrong.values_list("change", flat=True).distinct():
        yield f"status change {pk} names something to mend and no reason"


def _requests_wait_where_a_return_starts() -> Iterator[str]:
    waiting = ThirdReturn.objects.filter(decision=Decision.WAITING)
    wrong = waiting.exclude(application__status__in=(Status.SUBMITTED, Status.ACCEPTED))
    for pk, status in wrong.values_list("pk", "application__status"):
        yield f"third return {pk} waits while its application is {status}"


def _what_is_back_from_sihalal_has_its_number() -> Iterator[str]:
    nameless = Application.objects.filter(status=Status.RETURNED_OUT, sihalal_number="")
    for pk in nameless.values_list("pk", flat=True):
        yield f"application {pk} came back from SiHalal without a number"
