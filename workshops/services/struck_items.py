"""A question of a test turns out to be wrong: it is struck, and nothing counts it any more."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from halalportal.audit import services as audit
from workshops.knowledge_errors import LastQuestionError, NobodyAnsweredError
from workshops.models import TestItem
from workshops.services.locking import lock


@transaction.atomic
def strike(*, item: TestItem, reason: str, by: User) -> TestItem:
    """Leaves a question out of every figure, before and after alike; its answers are kept.

    One that is struck already stays as it is.

    Raises:
        NobodyAnsweredError: the questions may still be changed instead.
        LastQuestionError: no question would be left that counts.
    """
    item = _locked(item, by=by)
    if item.is_struck:
        return item
    if not item.test.sittings.exists():
        raise NobodyAnsweredError
    if not item.test.items.counted().exclude(pk=item.pk).exists():
        raise LastQuestionError
    item.struck_at, item.struck_by, item.struck_reason = timezone.now(), by, reason
    return _written(item, "test.question_struck", by)


@transaction.atomic
def count_again(*, item: TestItem, by: User) -> TestItem:
    """Takes it back: all figures are as if the question had never been struck."""
    item = _locked(item, by=by)
    if not item.is_struck:
        return item
    item.struck_at, item.struck_by, item.struck_reason = None, None, ""
    return _written(item, "test.question_counted", by)


def _locked(item: TestItem, *, by: User) -> TestItem:
    """As it is now, behind the lock of the event: two questions are never struck at once."""
    lock(item.test.event_id, by=by)
    return TestItem.objects.select_related("test").get(pk=item.pk)


def _written(item: TestItem, action: str, by: User) -> TestItem:
    item.save(update_fields=["struck_at", "struck_by", "struck_reason"])
    audit.record(
        action=action,
        subject=item.test,
        by=by,
        position=item.position,
        question=item.question_id,
        reason=item.struck_reason,
    )
    return item
