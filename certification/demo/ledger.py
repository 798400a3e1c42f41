"""What the cases did to the quota: movements, and the counters that are their sums."""

from collections import Counter, defaultdict

from certification.demo.plan import Case
from certification.enums import MovementKind
from certification.models import Allocation, Application, Movement
from certification.workflow import transitions_for

_COUNTERS = ("reserved", "used", "issued")


def write(pairs: list[tuple[Application, Case]]) -> list[Movement]:
    """Writes the movements in the order of time, raises the counters; returns the movements."""
    movements = [movement for pair in pairs for movement in _movements(*pair)]
    Movement.objects.bulk_create(sorted(movements, key=lambda movement: movement.at))
    sums: dict[int, Counter[str]] = defaultdict(Counter)
    for movement in movements:
        for name in _COUNTERS:
            sums[movement.allocation_id][name] += getattr(movement, name)
    allocations = Allocation.objects.in_bulk(sums)
    for allocation in allocations.values():
        for name in _COUNTERS:
            setattr(allocation, name, getattr(allocation, name) + sums[allocation.pk][name])
    Allocation.objects.bulk_update(allocations.values(), _COUNTERS)
    return movements


def _movements(application: Application, case: Case) -> list[Movement]:
    held, steps = "reserved", transitions_for(application.track)
    movements = []
    for step in case.steps:
        kind = steps[step.transition].quota
        if kind is None:
            continue
        movement = Movement(
            allocation=case.allocation,
            application=application,
            kind=kind,
            at=step.at,
            by=step.by,
            **_deltas(kind, held),
        )
        movements.append(movement)
        held = "used" if kind == MovementKind.COMMIT else held
    return movements


def _deltas(kind: MovementKind, held: str) -> dict[str, int]:
    match kind:
        case MovementKind.RESERVE:
            return {"reserved": 1}
        case MovementKind.COMMIT:
            return {"reserved": -1, "used": 1}
        case MovementKind.ISSUE:
            return {"issued": 1}
        case _:
            return {held: -1}
