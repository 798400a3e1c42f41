"""Asking for more places, and the answer of a second person."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from certification.enums import Decision, MovementKind
from certification.errors import (
    OwnTopUpError,
    PlaceCountError,
    ReasonMissingError,
    TopUpCountError,
    TopUpDecidedError,
    TopUpWaitingError,
)
from certification.models import Allocation, TopUpRequest
from certification.rules import can_ask_top_up, can_decide_top_up
from certification.services.drafts import local_today
from certification.services.ledger import change_or_refuse, level_name, lock_tree
from certification.services.sharing import hand_down
from certification.services.transfers import refuse_ended
from halalportal.audit import services as audit


@transaction.atomic
def ask(*, allocation: Allocation, count: int, reason: str, by: User) -> TopUpRequest:
    """Asks for more places for a level.

    Raises:
        TopUpWaitingError: the level waits for an answer already.
        PlaceCountError, ReasonMissingError: nothing is asked for, or nobody says why.
        ProgrammeCancelledError, ProgrammeEndedError: the programme is over.
    """
    if not can_ask_top_up(by, allocation):
        raise PermissionDenied
    if count < 1:
        raise PlaceCountError
    if not reason.strip():
        raise ReasonMissingError
    refuse_ended(allocation.programme, local_today(allocation.programme.region))
    lock_tree(allocation.programme)
    if waiting := TopUpRequest.objects.waiting().filter(allocation=allocation).first():
        raise TopUpWaitingError(level_name(allocation), waiting.count)
    request = TopUpRequest.objects.create(
        allocation=allocation, count=count, reason=reason.strip(), requested_by=by
    )
    audit.record(action="top_up.asked", subject=request, by=by, count=count)
    return request


@transaction.atomic
def approve(*, request: TopUpRequest, count: int, note: str = "", by: User) -> TopUpRequest:
    """Gives all or a part of the places: from the level above, or anew to the whole programme.

    Raises:
        QuotaExhaustedError: the level above lacks places; the request stays waiting.
        TopUpCountError: more than was asked for, or nothing.
        TopUpDecidedError: somebody decided in the meantime.
        OwnTopUpError: the person asked for it.
        ProgrammeCancelledError, ProgrammeEndedError: the programme is over.
    """
    locked = _claim(request, by)
    if not 1 <= count <= locked.count:
        raise TopUpCountError(locked.count)
    allocation = locked.allocation
    refuse_ended(allocation.programme, local_today(allocation.programme.region))
    lock_tree(allocation.programme)
    why = locked.in_history
    if allocation.parent:
        hand_down(allocation.parent, allocation, count, by, why)
    else:
        change_or_refuse(allocation, MovementKind.GRANT, by=by, note=why, granted=count)
    return _decide(locked, Decision.APPROVED, note, by, granted=count)


@transaction.atomic
def refuse(*, request: TopUpRequest, note: str, by: User) -> TopUpRequest:
    """Turns the request down, and says why.

    Raises:
        ReasonMissingError: the asker would not know why.
        TopUpDecidedError: somebody decided in the meantime.
        OwnTopUpError: the person asked for it.
    """
    locked = _claim(request, by)
    if not note.strip():
        raise ReasonMissingError
    return _decide(locked, Decision.REFUSED, note, by)


@transaction.atomic
def withdraw(*, request: TopUpRequest, by: User) -> TopUpRequest:
    """Takes the own request back.

    Raises:
        TopUpDecidedError: somebody decided in the meantime.
    """
    locked = _locked(request)
    if locked.requested_by_id != by.pk:
        raise PermissionDenied
    return _decide(locked, Decision.WITHDRAWN, "", by)


def _claim(request: TopUpRequest, by: User) -> TopUpRequest:
    """The request, locked for a decision that the person may make."""
    locked = _locked(request)
    if not can_decide_top_up(by, locked.allocation):
        raise PermissionDenied
    if locked.requested_by_id == by.pk:
        raise OwnTopUpError
    return locked


def _locked(request: TopUpRequest) -> TopUpRequest:
    """The fresh row; of two at once the second waits here and finds it decided."""
    locked = (
        TopUpRequest.objects.select_for_update(of=("self",))
        .select_related("allocation__programme__region", "allocation__parent")
        .get(pk=request.pk)
    )
    # Not joined above: after waiting for a lock, PostgreSQL gives a joined row as it was before.
    if locked.decided_by and locked.decided_at:
        raise TopUpDecidedError(
            who=locked.decided_by.name,
            decision=locked.get_decision_display(),
            at=locked.decided_at,
            zone=locked.allocation.programme.region.time_zone,
        )
    return locked


def _decide(
    request: TopUpRequest, decision: Decision, note: str, by: User, *, granted: int = 0
) -> TopUpRequest:
    request.decision, request.note, request.granted = decision, note.strip(), granted
    request.decided_by, request.decided_at = by, timezone.now()
    request.save(update_fields=["decision", "note", "granted", "decided_by", "decided_at"])
    audit.record(action=f"top_up.{decision}", subject=request, by=by, granted=granted)
    return request
