"""Programmes of the past, with their quota split over kab/kota and LP3H."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from accounts.models import Organisation, User
from certification.demo import trail
from certification.enums import MovementKind
from certification.models import Allocation, Movement, Offer, Programme, Target, UnitCost


@dataclass(frozen=True, slots=True)
class Grant:
    """When places changed hands, by whom, and until when they should be used."""

    at: datetime.datetime
    by: User
    due_on: datetime.date | None = None


COST_SOURCE = "Peraturan BPJPH 1/2022"


def make_programme(*, targets: list[dict[str, Any]], unit_cost: int, **fields: Any) -> Programme:
    """A programme with its dated targets (fields of `Target`), without places so far.

    Args:
        unit_cost: rupiah per certificate from the first day on.
    """
    programme = Programme.objects.create(**fields)
    UnitCost.objects.create(
        programme=programme, amount=unit_cost, valid_from=programme.starts_on, source=COST_SOURCE
    )
    Target.objects.bulk_create(Target(programme=programme, **target) for target in targets)
    return programme


def grant(*, programme: Programme, quota: int, how: Grant) -> Allocation:
    """The programme's root with its whole quota."""
    root = Allocation.objects.create(programme=programme, due_on=how.due_on)
    move(root, MovementKind.GRANT, how, granted=quota)
    return root


def split(
    *,
    parent: Allocation,
    region_code: str,
    organisation: Organisation | None,
    companion: User | None = None,
    quota: int,
    how: Grant,
) -> Allocation:
    """A new node below `parent` with `quota` of its places."""
    child = Allocation.objects.create(
        programme=parent.programme,
        parent=parent,
        region_id=region_code,
        organisation=organisation,
        companion=companion,
        due_on=how.due_on,
    )
    move(parent, MovementKind.SPLIT, how, delegated=quota)
    move(child, MovementKind.SPLIT, how, granted=quota)
    return child


def move(
    allocation: Allocation,
    kind: MovementKind,
    how: Grant,
    *,
    offer: Offer | None = None,
    note: str = "",
    **deltas: int,
) -> None:
    """Adds the deltas to the counters, with the movement and its entry in the trail."""
    changes = {name: F(name) + delta for name, delta in deltas.items()}
    Allocation.objects.filter(pk=allocation.pk).update(**changes)
    movement = Movement.objects.create(
        allocation=allocation,
        kind=kind,
        at=how.at,
        by=how.by,
        offer=offer,
        note=note,
        **deltas,
    )
    trail.write([], [movement])
