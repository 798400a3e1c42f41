"""Sending an application back for a correction, and the third time for the same reason."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from certification.enums import Decision
from certification.models import Application, ReturnReason, ThirdReturn
from certification.return_errors import (
    AnswerMissingError,
    NothingToMendError,
    ThirdReturnDecidedError,
    ThirdReturnWaitsError,
)
from certification.rules import can_decide_third_return
from certification.selectors.returns import SAME_REASON_LIMIT, counts_by_reason
from certification.services.status import Mending, Seen, claim, lock, move, refuse_moved
from halalportal.audit import services as audit


@transaction.atomic
def give_back(
    *,
    application: Application,
    items: Sequence[Mending],
    note: str = "",
    by: User,
    seen: Seen = None,
) -> ThirdReturn | None:
    """Asks for corrections; officers before accepting, the companion while verifying.

    Returns None when the application went back. SiHalal cancels after three returns with the same
    note, so the third for one reason only asks a province officer, and returns that request.

    Raises:
        NothingToMendError: no reason is named.
        ThirdReturnWaitsError: a request waits already.
    """
    locked = claim(application, _name(by), by=by, seen=seen)
    if not items:
        raise NothingToMendError
    if waiting := locked.third_returns.waiting().select_related("asked_by").first():
        raise ThirdReturnWaitsError(waiting.asked_by.name)
    if reason := _repeated(locked, items):
        return _ask(locked, reason, items, note=note, by=by)
    _go_back(locked, _name(by), items, note=note, by=by)
    return None


@transaction.atomic
def send_back(*, third: ThirdReturn, answer: str = "", by: User) -> Application:
    """The supervisor sends it back a third time, with what the request named.

    Raises:
        ThirdReturnDecidedError: it was decided in the meantime.
    """
    locked, open_request = _open(third, by)
    name = open_request.transition
    refuse_moved(locked, name)
    _decide(open_request, Decision.APPROVED, answer, by)
    items = items_of(open_request)
    return _go_back(locked, name, items, note=open_request.note, by=by)


@transaction.atomic
def keep(*, third: ThirdReturn, answer: str, by: User) -> ThirdReturn:
    """The supervisor leaves it where it is and says what to do instead.

    Raises:
        AnswerMissingError: without a word to who asked.
        ThirdReturnDecidedError: it was decided in the meantime.
    """
    _, open_request = _open(third, by)
    if not answer.strip():
        raise AnswerMissingError
    return _decide(open_request, Decision.REFUSED, answer.strip(), by)


def items_of(third: ThirdReturn) -> list[Mending]:
    """What the request names, as `give_back` takes it; one query."""
    reasons = ReturnReason.objects.in_bulk([item["reason"] for item in third.items])
    return [Mending(reasons[item["reason"]], item["note"]) for item in third.items]


def _name(by: User) -> str:
    return "verify_return" if by.role == Role.COMPANION else "return"


def _repeated(application: Application, items: Sequence[Mending]) -> ReturnReason | None:
    counts = counts_by_reason(application)
    named = (item.reason for item in items)
    return next((r for r in named if counts.get(r.pk, 0) + 1 >= SAME_REASON_LIMIT), None)


def _ask(
    application: Application,
    reason: ReturnReason,
    items: Sequence[Mending],
    *,
    note: str,
    by: User,
) -> ThirdReturn:
    third = ThirdReturn.objects.create(
        application=application,
        reason=reason,
        items=[{"reason": item.reason.pk, "note": item.note} for item in items],
        note=note,
        transition=_name(by),
        asked_by=by,
    )
    audit.record(
        action="application.third_return_ask", subject=application, by=by, reason=reason.pk
    )
    return third


def _open(third: ThirdReturn, by: User) -> tuple[Application, ThirdReturn]:
    """Locks the application, then reads the request afresh."""
    locked = lock(third.application)
    fresh = ThirdReturn.objects.get(pk=third.pk)
    fresh.application = locked
    if not can_decide_third_return(by, fresh):
        raise PermissionDenied
    if fresh.decision != Decision.WAITING:
        raise ThirdReturnDecidedError
    return locked, fresh


def _decide(third: ThirdReturn, decision: Decision, answer: str, by: User) -> ThirdReturn:
    third.decision, third.answer = decision, answer
    third.decided_by, third.decided_at = by, timezone.now()
    third.save(update_fields=["decision", "answer", "decided_by", "decided_at"])
    audit.record(
        action="application.third_return_decide",
        subject=third.application,
        by=by,
        decision=decision.value,
    )
    return third


def _go_back(
    locked: Application, name: str, items: Sequence[Mending], *, note: str, by: User
) -> Application:
    count = locked.returned_count + 1
    return move(locked, name, by=by, items=items, note=note, returned_count=count)
