"""Taking idle places back: a person decides, and says why."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from certification.errors import NoAllocationError, NotIdleError, ReasonMissingError
from certification.models import Allocation
from certification.rules import can_hand_down
from certification.selectors.idle import idle_levels
from certification.services.closing import refuse_cancelled
from certification.services.drafts import local_today
from certification.services.ledger import level_name, lock_levels, lock_tree
from certification.services.sharing import give_back


@transaction.atomic
def recall(*, allocation: Allocation, count: int, reason: str, by: User) -> None:
    """Returns idle places to the level above.

    Raises:
        NotIdleError: something moved since the list was read.
        QuotaExhaustedError: fewer places are free.
        PlaceCountError, ReasonMissingError: nothing to return, or nobody says why.
    """
    parent, programme = allocation.parent, allocation.programme
    if parent is None:
        raise NoAllocationError
    if not can_hand_down(by, parent):
        raise PermissionDenied
    if not reason.strip():
        raise ReasonMissingError
    refuse_cancelled(programme)
    lock_tree(programme)
    lock_levels([allocation])
    today = local_today(programme.region)
    if not idle_levels(programme, Allocation.objects.filter(pk=allocation.pk), today):
        raise NotIdleError(level_name(allocation))
    give_back(allocation, parent, count, by, reason.strip())
