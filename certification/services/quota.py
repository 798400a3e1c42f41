"""Holding a place for an application or an offer, and what becomes of it."""

from django.db import transaction
from django.db.models import Q, Sum

from accounts.models import User
from certification.enums import MovementKind, Status
from certification.errors import NoAllocationError
from certification.models import Allocation, Application, Movement, Offer
from certification.services.ledger import (
    change_or_refuse,
    deepest_first,
    exhausted,
    hold,
    write,
)
from certification.services.sharing import (
    Share,
    distribute,
    grant,
    open_root,
    split,
    take_back,
)

__all__ = [
    "Share",
    "commit",
    "distribute",
    "grant",
    "hold_for_offer",
    "issue",
    "levels_of",
    "open_root",
    "release",
    "release_offer",
    "reserve",
    "retake",
    "split",
    "take_back",
    "take_over_offer",
    "uncommit",
]


def reserve(*, application: Application, by: User) -> Allocation:
    """Holds a place for the application at the nearest level that has one, and returns the level.

    The companion's own places come first, then those of the LP3H in the kab/kota, of the kab/kota
    and of the programme. An application that took over the place of an offer holds one already.

    Raises:
        QuotaExhaustedError: no level has a free place; it names the nearest.
    """
    if application.allocation_id:
        return _own(application)
    if allocation := hold(application, by=by):
        return allocation
    nearest = next(iter(levels_of(application)), None)
    raise exhausted(nearest) if nearest else NoAllocationError


def release(*, application: Application, by: User) -> None:
    """Gives the application's place back; what was entered in SiHalal frees a used place."""
    is_entered = application.status in (Status.IN_SIHALAL, Status.RETURNED_OUT)
    deltas = {"used": -1} if is_entered else {"reserved": -1}
    _change_own(application, MovementKind.RELEASE, by, **deltas)


def commit(*, application: Application, by: User) -> None:
    """Turns the held place into a used one: the application is in SiHalal."""
    _change_own(application, MovementKind.COMMIT, by, reserved=-1, used=1)


def uncommit(*, application: Application, by: User) -> None:
    """Turns a used place into a held one again: the application is not in SiHalal after all."""
    _change_own(application, MovementKind.COMMIT, by, reserved=1, used=-1)


def retake(*, application: Application, by: User) -> None:
    """Holds a place anew at the level that had the application's, after it was given back.

    Raises:
        QuotaExhaustedError: the level has none any more.
    """
    _change_own(application, MovementKind.RESERVE, by, reserved=1)


def issue(*, application: Application, by: User) -> None:
    """Counts the certificate; the place stays used."""
    _change_own(application, MovementKind.ISSUE, by, issued=1)


@transaction.atomic
def hold_for_offer(*, offer: Offer, by: User) -> bool:
    """Holds a place for a business that was offered it; False when the offer holds one already.

    Raises:
        QuotaExhaustedError: the level of the place that became free has none any more.
    """
    if _holds(offer):
        return False
    allocation = offer.replacement.allocation
    change_or_refuse(allocation, MovementKind.RESERVE, by=by, offer=offer, reserved=1)
    return True


@transaction.atomic
def release_offer(*, offer: Offer, by: User) -> bool:
    """Gives the place of an offer back; False when the offer holds none (any more)."""
    if not _holds(offer):
        return False
    allocation = offer.replacement.allocation
    change_or_refuse(allocation, MovementKind.RELEASE, by=by, offer=offer, reserved=-1)
    return True


@transaction.atomic
def take_over_offer(*, offer: Offer, application: Application, by: User) -> Allocation:
    """Lets an application that was not sent yet hold the place of the offer instead.

    The place is never free in between. Two movements tell who held it until when.

    Raises:
        NoAllocationError: the offer holds no place, or the application holds one already.
    """
    if application.allocation_id or not _holds(offer):
        raise NoAllocationError
    allocation = Allocation.objects.select_for_update(no_key=True).get(
        pk=offer.replacement.allocation_id
    )
    write(allocation, MovementKind.RELEASE, by=by, offer=offer, reserved=-1)
    write(allocation, MovementKind.RESERVE, by=by, application=application, reserved=1)
    application.allocation = allocation
    application.save(update_fields=["allocation"])
    return allocation


def _holds(offer: Offer) -> bool:
    """Whether the offer's movements leave a place with it; its row is locked for what follows."""
    Offer.objects.select_for_update(no_key=True).get(pk=offer.pk)
    held = Movement.objects.filter(offer=offer).aggregate(held=Sum("reserved"))["held"]
    return bool(held)


def _change_own(application: Application, kind: MovementKind, by: User, **deltas: int) -> None:
    change_or_refuse(
        _own(application), kind, by=by, application=application, offer=None, note="", **deltas
    )


def _own(application: Application) -> Allocation:
    """The level whose place the application holds.

    Read by its key: after waiting for a lock on the application, a level that was joined to it is
    the one of before.
    """
    if application.allocation_id is None:
        raise NoAllocationError
    return Allocation.objects.get(pk=application.allocation_id)


def levels_of(application: Application) -> list[Allocation]:
    """The allocations that may serve the application, full or not, the nearest first."""
    regency, organisation = application.regency_id, application.organisation_id
    lp3h = Q(organisation=organisation) & (
        Q(companion=None) | Q(companion=application.companion_id)
    )
    found = Allocation.objects.filter(
        Q(region=None) | (Q(region=regency) & (Q(organisation=None) | lp3h)),
        programme_id=application.programme_id,
    )
    return deepest_first(found)
