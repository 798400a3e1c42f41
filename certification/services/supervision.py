"""The supervisor's word on a third return for the same reason."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from certification.enums import Decision
from certification.errors import AnswerMissingError, ThirdReturnDecidedError
from certification.models import Application, ThirdReturn
from certification.rules import can_decide_third_return
from certification.services import applications, returns
from certification.services.status import lock, refuse_moved
from halalportal.audit import services as audit


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
    items = returns.items_of(open_request)
    return returns.go_back(locked, name, items, note=open_request.note, by=by)


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


@transaction.atomic
def accept_instead(*, third: ThirdReturn, answer: str, by: User) -> Application:
    """The supervisor finds it in order as it is.

    Raises:
        AnswerMissingError: without a word to who asked.
        ThirdReturnDecidedError: it was decided in the meantime.
        CompanionMissingError: nobody is there to verify it.
    """
    kept = keep(third=third, answer=answer, by=by)
    return applications.accept(application=kept.application, by=by)


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
