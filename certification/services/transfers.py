"""Moving free places from one branch of a programme's tree to another."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from certification.enums import MovementKind
from certification.errors import (
    PlaceCountError,
    ProgrammeEndedError,
    ReasonMissingError,
    TransferError,
)
from certification.models import Allocation, Programme
from certification.rules import can_manage_programme
from certification.services.closing import refuse_cancelled
from certification.services.drafts import local_today
from certification.services.ledger import change_levels, level_name, lock_tree
from certification.services.trained import refuse_untrained

Changes = Mapping[Allocation, Mapping[str, int]]


@transaction.atomic
def transfer(*, source: Allocation, target: Allocation, count: int, reason: str, by: User) -> None:
    """Moves free places to a level of another branch, through the level that both lie under.

    Every level on the way gets a movement of kind TRANSFER with the reason; the level that both
    lie under hands down as many places as before and gets none.

    Raises:
        QuotaExhaustedError: the source has fewer free places.
        TransferError: to itself, to another programme, or up and down one branch.
        PlaceCountError, ReasonMissingError: nothing to move, or nobody says why.
        ProgrammeCancelledError, ProgrammeEndedError: the programme is over.
        UntrainedError: the target is a companion without the bimtek of the programme.
    """
    if not can_manage_programme(by, source.programme):
        raise PermissionDenied
    if count < 1:
        raise PlaceCountError
    if not reason.strip():
        raise ReasonMissingError
    refuse_ended(source.programme, local_today(source.programme.region))
    refuse_untrained(target.programme, target.companion)
    lock_tree(source.programme)
    changes = _changes(source, target, count)
    change_levels(changes, MovementKind.TRANSFER, by=by, note=reason.strip())


def refuse_ended(programme: Programme, day: date) -> None:
    """Call it inside the transaction of the change.

    Raises:
        ProgrammeCancelledError: the programme was cancelled.
        ProgrammeEndedError: its last day is over.
    """
    refuse_cancelled(programme)
    if programme.ends_on < day:
        raise ProgrammeEndedError(programme.name)


def _changes(source: Allocation, target: Allocation, count: int) -> Changes:
    """What each level between source and target loses or wins."""
    if source.programme_id != target.programme_id:
        raise TransferError.other_programme()
    up, down = _line(source), _line(target)
    if source == target:
        raise TransferError.to_itself()
    if target in up or source in down:
        lower, upper = (source, target) if target in up else (target, source)
        raise TransferError.inside(level_name(lower), level_name(upper))
    shared = set(up) & set(down)
    losing = [node for node in up if node not in shared]
    winning = [node for node in down if node not in shared]
    return _along(losing, -count) | _along(winning, count)


def _line(allocation: Allocation) -> list[Allocation]:
    """The level and all above it."""
    above = allocation.parent
    return [allocation, *(_line(above) if above else [])]


def _along(line: list[Allocation], count: int) -> dict[Allocation, dict[str, int]]:
    """The lowest level holds the places; those above only hand them on."""
    lowest, *above = line
    return {lowest: {"granted": count}} | {
        node: {"granted": count, "delegated": count} for node in above
    }
