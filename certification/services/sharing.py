"""Handing places down the tree: programme, kab/kota, LP3H, companion; and taking them back."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.enums import Role
from accounts.models import Membership, Organisation, User
from certification.enums import MovementKind
from certification.errors import (
    GridChangedError,
    NoAllocationError,
    NotItsCompanionError,
    OutsideProvinceError,
    PlaceCountError,
)
from certification.models import Allocation, Programme
from certification.rules import can_hand_down, can_manage_programme
from certification.selectors.quota_grid import structure_version
from certification.services.closing import refuse_cancelled
from certification.services.ledger import change_levels, change_or_refuse, lock_levels, lock_tree
from certification.services.trained import refuse_untrained
from halalportal.audit import services as audit
from regions.models import Region

Key = tuple[str | None, int | None, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What a kab/kota, an LP3H in it or its companion shall have in all, and until when."""

    region: Region
    count: int
    organisation: Organisation | None = None
    companion: User | None = None
    due_on: datetime.date | None = None

    @property
    def key(self) -> Key:
        organisation, companion = self.organisation, self.companion
        return (
            self.region.pk,
            organisation.pk if organisation else None,
            companion.pk if companion else None,
        )

    @property
    def above(self) -> Key:
        """The key of the level that the places come from."""
        region, organisation, companion = self.key
        if companion:
            return region, organisation, None
        return (region, None, None) if organisation else (None, None, None)


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
    companion: User | None = None,
    count: int,
    due_on: datetime.date | None = None,
    by: User,
) -> Allocation:
    """Hands places down one level, to a kab/kota, an LP3H in it, or a companion of that.

    Raises:
        QuotaExhaustedError: the level above has fewer free places.
        OutsideProvinceError: the kab/kota lies elsewhere.
        NotItsCompanionError: the person is no companion of the LP3H.
    """
    lock_tree(programme)
    share = Share(
        region=region, organisation=organisation, companion=companion, count=count, due_on=due_on
    )
    nodes = _nodes(programme)
    _refuse_share(programme, nodes, share, by)
    return _hand_down(programme, nodes, share, by)


@transaction.atomic
def take_back(*, allocation: Allocation, count: int, by: User, note: str = "") -> None:
    """Returns free places to the level above.

    Raises:
        QuotaExhaustedError: fewer of its places are free.
    """
    parent = allocation.parent
    if parent is None:
        raise NoAllocationError
    if not can_hand_down(by, parent):
        raise PermissionDenied
    refuse_cancelled(allocation.programme)
    lock_tree(allocation.programme)
    give_back(allocation, parent, count, by, note)


@transaction.atomic
def distribute(
    *,
    programme: Programme,
    shares: Iterable[Share],
    by: User,
    note: str = "",
    seen: int | None = None,
) -> None:
    """Brings every level to its share: first takes back, then hands down; all or nothing.

    Args:
        seen: the `structure_version` that the person's page showed; None asks for no check.

    Raises:
        QuotaExhaustedError: a share is smaller than what is in use, or the sum is too large.
        GridChangedError: somebody else handed places out since.
    """
    lock_tree(programme)
    if seen is not None and seen != structure_version(programme):
        raise GridChangedError
    nodes, shares = _nodes(programme), list(shares)
    coming = {share.key for share in shares}
    for share in shares:
        _refuse_share(programme, nodes, share, by, coming)
    keys = {key for share in shares for key in (share.key, share.above)}
    lock_levels(nodes[key] for key in keys if key in nodes)
    for share in sorted(shares, key=lambda share: _turn(nodes, share)):
        _bring_to(programme, nodes, share, by, note)


def hand_down(parent: Allocation, child: Allocation, count: int, by: User, note: str = "") -> None:
    """Moves free places of a level to one below it; the tree is locked by the caller.

    Raises:
        UntrainedError: it is that of a companion without the bimtek of the programme.
    """
    _refuse_nothing(count)
    refuse_untrained(child.programme, child.companion)
    changes = {parent: {"delegated": count}, child: {"granted": count}}
    change_levels(changes, MovementKind.SPLIT, by=by, note=note)


def give_back(allocation: Allocation, parent: Allocation, count: int, by: User, note: str) -> None:
    """Moves free places of a level to the one above; the tree is locked by the caller."""
    _refuse_nothing(count)
    changes = {parent: {"delegated": -count}, allocation: {"granted": -count}}
    change_levels(changes, MovementKind.RETURN, by=by, note=note)


def _bring_to(
    programme: Programme, nodes: dict[Key, Allocation], share: Share, by: User, note: str
) -> None:
    difference = _difference(nodes, share)
    node = nodes.get(share.key)
    if difference < 0 and node and node.parent:
        give_back(node, node.parent, -difference, by, note)
    elif difference > 0:
        node = _hand_down(programme, nodes, replace(share, count=difference), by, note)
    if node:
        _set_due(node, share.due_on, by)


def _hand_down(
    programme: Programme, nodes: dict[Key, Allocation], share: Share, by: User, note: str = ""
) -> Allocation:
    """Hands `share.count` places down, to a level that is made when it is new."""
    child = nodes.get(share.key)
    if child is None:
        child = Allocation.objects.create(
            programme=programme,
            parent=nodes[share.above],
            region=share.region,
            organisation=share.organisation,
            companion=share.companion,
        )
        nodes[share.key] = child
    _set_due(child, share.due_on, by)
    hand_down(nodes[share.above], child, share.count, by, note)
    return child


def _nodes(programme: Programme) -> dict[Key, Allocation]:
    found = Allocation.objects.filter(programme=programme).select_related(
        "programme", "region", "organisation", "companion", "parent"
    )
    return {(node.region_id, node.organisation_id, node.companion_id): node for node in found}


def _difference(nodes: dict[Key, Allocation], share: Share) -> int:
    node = nodes.get(share.key)
    return share.count - (node.granted if node else 0)


def _turn(nodes: dict[Key, Allocation], share: Share) -> tuple[bool, int]:
    """Taking back comes first and begins at the bottom, handing down begins at the top."""
    depth = sum(each is not None for each in share.key)
    is_more = _difference(nodes, share) > 0
    return is_more, depth if is_more else -depth


def _refuse_share(
    programme: Programme,
    nodes: dict[Key, Allocation],
    share: Share,
    by: User,
    coming: Collection[Key] = (),
) -> None:
    """`coming` are levels that the same act makes before their own are handed down."""
    parent = nodes.get(share.above)
    if not (can_hand_down(by, parent) if parent else can_manage_programme(by, programme)):
        raise PermissionDenied
    refuse_cancelled(programme)
    if not share.region.pk.startswith(f"{programme.region_id}."):
        raise OutsideProvinceError(share.region.name, programme.region.name)
    if parent is None and share.above not in coming:
        raise NoAllocationError
    if share.companion and not _is_companion_of(share.companion, share.organisation):
        raise NotItsCompanionError(share.companion.name, str(share.organisation))


def _is_companion_of(user: User, organisation: Organisation | None) -> bool:
    current = Membership.objects.current()
    return current.filter(user=user, role=Role.COMPANION, organisation=organisation).exists()


def _set_due(allocation: Allocation, due_on: datetime.date | None, by: User) -> None:
    """Changes the day until which the places are to be used, unless none is given."""
    if due_on is None or due_on == allocation.due_on:
        return
    allocation.due_on = due_on
    allocation.save(update_fields=["due_on"])
    audit.record(action="allocation.due", subject=allocation, by=by, due_on=due_on.isoformat())


def _refuse_nothing(count: int) -> None:
    if count < 1:
        raise PlaceCountError


def _refuse_strangers(by: User, programme: Programme) -> None:
    if not can_manage_programme(by, programme):
        raise PermissionDenied
    refuse_cancelled(programme)
