"""Sending an application back for a correction, and the third time for the same reason."""

from collections.abc import Sequence

from django.db import transaction

from accounts.enums import Role
from accounts.models import User
from certification.errors import NothingToMendError, ThirdReturnWaitsError
from certification.models import Application, ReturnReason, ThirdReturn
from certification.selectors.returns import SAME_REASON_LIMIT, counts_by_reason
from certification.services import verification
from certification.services.status import Mending, Seen, claim, move
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
    go_back(locked, _name(by), items, note=note, by=by)
    return None


def go_back(
    locked: Application, name: str, items: Sequence[Mending], *, note: str, by: User
) -> Application:
    """Moves a claimed application back and counts it."""
    count = locked.returned_count + 1
    if name == "verify_return":
        verification.end_with_return(locked)
    return move(locked, name, by=by, items=items, note=note, returned_count=count)


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
