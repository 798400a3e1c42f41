"""Handing places down the ledger, and holding one for an application."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import Organisation, User
from certification.enums import MovementKind, Status
from certification.errors import NoAllocationError
from certification.models import Allocation, Application, Programme
from certification.rules import can_manage_programme
from certification.services.closing import refuse_cancelled
from certification.services.ledger import change, change_or_refuse, exhausted
from halalportal.audit import services as audit
from regions.models import Region


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What a kab/kota or an LP3H in it shall have in all, and until when to use it."""

    region: Region
    count: int
    organisation: Organisation | None = None
    due_on: datetime.date | None = None

    @property
    def key(self) -> tuple[str, int | None]:
        return self.region.pk, self.organisation.pk if self.organisation else None


@transaction.atomic
def open_root(*, programme: Programme, count: int, by: User) -> Allocation:
    """Makes the programme's root allocation with its first places."""
    _refuse_strangers(by, programme)
    root = Allocation.objects.create(programme=programme)
    change_or_refuse(root, MovementKind.GRANT, by=by, granted=count)
    return root


@transaction.atomic
def grant(*, programme: Programme, count: int, by: User, note: str = "") -> Allocation:
    """Adds places to the whole programme."""
    _refuse_strangers(by, programme)
    root = Allocation.objects.roots().get(programme=programme)
    change_or_refuse(root, MovementKind.GRANT, by=by, note=note, granted=count)
    return root


@transaction.atomic
def split(
    *,
    programme: Programme,
    region: Region,
    organisation: Organisation | None = None,
    count: int,
    due_on: datetime.date | None = None,
    by: User,
) -> Allocation:
    """Hands places down: from the programme to a kab/kota, or from a kab/kota to an LP3H in it.

    Raises:
        QuotaExhaustedError: the level above has fewer free places.
    """
    _refuse_strangers(by, programme)
    parent = _parent(programme, region, organisation)
    child, _ = Allocation.objects.get_or_create(
        programme=programme,
        region=region,
        organisation=organisation,
        defaults={"parent": parent},
    )
    _set_due(child, due_on, by)
    _hand_down(parent, child, count, by)
    return child


@transaction.atomic
def take_back(*, allocation: Allocation, count: int, by: User, note: str = "") -> None:
    """Returns free places to the level above.

    Raises:
        QuotaExhaustedError: fewer of its places are free.
    """
    _refuse_strangers(by, allocation.programme)
    if allocation.parent is None:
        raise NoAllocationError
    # Always the parent first: two changes of one branch can then never wait for each other.
    kind = MovementKind.RETURN
    change_or_refuse(allocation.parent, kind, by=by, note=note, delegated=-count)
    change_or_refuse(allocation, kind, by=by, note=note, granted=-count)


@transaction.atomic
def distribute(*, programme: Programme, shares: Iterable[Share], by: User) -> None:
    """Brings every level to its share: first takes back, then hands down; all or nothing.

    Raises:
        QuotaExhaustedError: a share is smaller than what is in use, or the sum is too large.
    """
    _refuse_strangers(by, programme)
    # The lock on the root keeps another distribution from reading the same figures.
    Allocation.objects.roots().select_for_update().get(programme=programme)
    found = Allocation.objects.filter(programme=programme, region__isnull=False)
    nodes = {
        (node.region_id, node.organisation_id): node for node in found.select_related("parent")
    }
    for share in sorted(shares, key=lambda share: _difference(nodes, share)):
        _bring_to(programme, nodes.get(share.key), share, _difference(nodes, share), by)


def _bring_to(
    programme: Programme, node: Allocation | None, share: Share, difference: int, by: User
) -> None:
    if difference < 0 and node:
        take_back(allocation=node, count=-difference, by=by)
    elif difference > 0:
        node = split(
            programme=programme,
            region=share.region,
            organisation=share.organisation,
            count=difference,
            by=by,
        )
    if node:
        _set_due(node, share.due_on, by)


def reserve(*, application: Application, by: User) -> Allocation:
    """Holds a place for the application at the nearest level that has one, and returns the level.

    The LP3H's own places in the kab/kota come first, then the kab/kota's, then the programme's.

    Raises:
        QuotaExhaustedError: no level has a free place; it names the nearest.
    """
    levels = _levels(application)
    for allocation in levels:
        if change(allocation, MovementKind.RESERVE, by=by, application=application, reserved=1):
            return allocation
    raise exhausted(levels[0]) if levels else NoAllocationError


def release(*, application: Application, by: User) -> None:
    """Gives the application's place back; what was entered in SiHalal frees a used place."""
    is_entered = application.status == Status.IN_SIHALAL
    deltas = {"used": -1} if is_entered else {"reserved": -1}
    _change_own(application, MovementKind.RELEASE, by, **deltas)


def commit(*, application: Application, by: User) -> None:
    """Turns the held place into a used one: the application is in SiHalal."""
    _change_own(application, MovementKind.COMMIT, by, reserved=-1, used=1)


def issue(*, application: Application, by: User) -> None:
    """Counts the certificate; the place stays used."""
    _change_own(application, MovementKind.ISSUE, by, issued=1)


def _change_own(application: Application, kind: MovementKind, by: User, **deltas: int) -> None:
    if application.allocation is None:
        raise NoAllocationError
    change_or_refuse(
        application.allocation, kind, by=by, application=application, note="", **deltas
    )


def _levels(application: Application) -> list[Allocation]:
    """The allocations that may serve the application, the nearest first; one query."""
    found = Allocation.objects.filter(programme_id=application.programme_id).select_related(
        "programme", "region", "organisation"
    )
    nodes = {(node.region_id, node.organisation_id): node for node in found}
    regency, organisation = application.regency_id, application.organisation_id
    wanted = [(regency, organisation), (regency, None), (None, None)]
    return [nodes[key] for key in dict.fromkeys(wanted) if key in nodes]


def _parent(programme: Programme, region: Region, organisation: Organisation | None) -> Allocation:
    parent = (
        Allocation.objects.filter(
            programme=programme, organisation=None, region=region if organisation else None
        )
        .select_related("programme", "region")
        .first()
    )
    if parent is None:
        raise NoAllocationError
    return parent


def _hand_down(parent: Allocation, child: Allocation, count: int, by: User) -> None:
    change_or_refuse(parent, MovementKind.SPLIT, by=by, delegated=count)
    change_or_refuse(child, MovementKind.SPLIT, by=by, granted=count)


def _difference(nodes: dict[tuple[str | None, int | None], Allocation], share: Share) -> int:
    node = nodes.get(share.key)
    return share.count - (node.granted if node else 0)


def _set_due(allocation: Allocation, due_on: datetime.date | None, by: User) -> None:
    """Changes the day until which the places are to be used, unless none is given."""
    if due_on is None or due_on == allocation.due_on:
        return
    allocation.due_on = due_on
    allocation.save(update_fields=["due_on"])
    audit.record(action="allocation.due", subject=allocation, by=by, due_on=due_on.isoformat())


def _refuse_strangers(by: User, programme: Programme) -> None:
    if not can_manage_programme(by, programme):
        raise PermissionDenied
    refuse_cancelled(programme)
