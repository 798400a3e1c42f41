"""Places that moved after the first split: transfers, and requests for more with their answers."""

import datetime
from dataclasses import dataclass

from accounts.models import User
from certification.demo import trail
from certification.demo.programmes import Grant, move
from certification.enums import Decision, MovementKind
from certification.models import Allocation, TopUpRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a second person decided on a request for more places."""

    decision: Decision
    at: datetime.datetime
    by: User
    granted: int = 0
    note: str = ""


def transfer(*, source: Allocation, target: Allocation, count: int, why: str, how: Grant) -> None:
    """Moves places between two levels under the same one, which hands down as many as before."""
    move(source, MovementKind.TRANSFER, how, note=why, granted=-count)
    move(target, MovementKind.TRANSFER, how, note=why, granted=count)


def ask_for_more(
    *, allocation: Allocation, count: int, why: str, how: Grant, answer: Answer | None = None
) -> TopUpRequest:
    """A request for more places; without an answer it waits."""
    request = TopUpRequest.objects.create(
        allocation=allocation,
        count=count,
        reason=why,
        requested_by=how.by,
        requested_at=how.at,
        decision=answer.decision if answer else Decision.WAITING,
        granted=answer.granted if answer else 0,
        decided_by=answer.by if answer else None,
        decided_at=answer.at if answer else None,
        note=answer.note if answer else "",
    )
    trail.keep(
        [trail.entry(at=how.at, by=how.by, action="top_up.asked", subject=request, count=count)]
    )
    if answer:
        _answer(request, answer)
    return request


def _answer(request: TopUpRequest, answer: Answer) -> None:
    level = request.allocation
    if answer.granted and level.parent:
        how = Grant(answer.at, answer.by)
        note = request.in_history
        move(level.parent, MovementKind.SPLIT, how, note=note, delegated=answer.granted)
        move(level, MovementKind.SPLIT, how, note=note, granted=answer.granted)
    action = f"top_up.{answer.decision}"
    decided = trail.entry(
        at=answer.at, by=answer.by, action=action, subject=request, granted=answer.granted
    )
    trail.keep([decided])
