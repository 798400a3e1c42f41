"""The history of a programme's places, and the figures above it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, QuerySet

from accounts.models import User
from certification.models import Allocation, Application, Movement, Programme
from certification.models.quota import AllocationQuerySet
from certification.selectors.counts import COUNTERS, Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementLine:
    """One line of the history. `changes` are counters with what was added or taken away."""

    movement: Movement
    level: str
    changes: tuple[tuple[str, int], ...]
    is_open_to_reader: bool


# What names a level, from the top down; each is missing at the levels above.
PARTS = ("region", "organisation", "companion")
LABELS = {
    "granted": "kuota",
    "delegated": "dibagi ke bawah",
    "reserved": "dipesan",
    "used": "diajukan",
    "issued": "terbit",
}


def levels_of(programme: Programme, user: User) -> AllocationQuerySet:
    """The levels that the person sees, from the programme down, with all that names them."""
    return (
        Allocation.objects.filter(programme=programme)
        .visible_to(user)
        .select_related("programme__region", "region", "organisation", "companion", "parent")
        .order_by(*(F(f"{each}__name").asc(nulls_first=True) for each in PARTS), "pk")
    )


def movements_of(levels: AllocationQuerySet) -> QuerySet[Movement]:
    """The movements of some levels, with what each line names."""
    return Movement.objects.filter(allocation__in=levels.order_by().values("pk")).select_related(
        "allocation__programme",
        "allocation__region",
        "allocation__organisation",
        "allocation__companion",
        "by",
        "application",
    )


def lines_of(movements: list[Movement], user: User) -> list[MovementLine]:
    """The lines of a page; one query tells which applications the person may open."""
    numbers = {movement.application_id for movement in movements if movement.application_id}
    visible = Application.objects.visible_to(user).filter(pk__in=numbers)
    opens = set(visible.values_list("pk", flat=True))
    return [
        MovementLine(
            movement=movement,
            level=str(movement.allocation),
            changes=tuple(
                (LABELS[counter], getattr(movement, counter))
                for counter in COUNTERS
                if getattr(movement, counter)
            ),
            is_open_to_reader=movement.application_id in opens,
        )
        for movement in movements
    ]


def counts_of(levels: Iterable[Allocation]) -> Counts:
    """The places of some branches: the quota of their topmost levels, and what all hold."""
    levels = list(levels)
    inside = {level.pk for level in levels}
    return Counts(
        quota=sum(level.granted for level in levels if level.parent_id not in inside),
        reserved=sum(level.reserved for level in levels),
        used=sum(level.used for level in levels),
        issued=sum(level.issued for level in levels),
    )


def branch_of(level: Allocation, levels: Iterable[Allocation]) -> list[Allocation]:
    """The level and those below it."""
    named = [
        (name, value)
        for name in (f"{part}_id" for part in PARTS)
        if (value := getattr(level, name)) is not None
    ]
    return [each for each in levels if all(getattr(each, name) == value for name, value in named)]
