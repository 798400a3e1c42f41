"""What a programme's places cost and cost so far: valid costs, committed, paid, remaining."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import F, Min, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce, TruncDate

from certification.enums import MovementKind
from certification.models import Allocation, Movement, Programme, UnitCost


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    """Rupiah and places. `budget` is None while none is set, `unit_cost` (today's) without any.

    `unpriced` places were entered on a day for which no cost is known.
    """

    budget: int | None
    quota: int
    unit_cost: int | None
    places: int
    committed: int
    unpriced: int
    paid_places: int
    paid: int

    @property
    def remaining(self) -> int | None:
        """What of the budget is not bound yet; below zero when too much is."""
        return None if self.budget is None else self.budget - self.committed

    @property
    def unpaid(self) -> int:
        """Bound and not paid yet; below zero when more was paid than is bound."""
        return self.committed - self.paid

    @property
    def unpaid_shown(self) -> int:
        """`unpaid` for a line whose words say which way it goes."""
        return abs(self.unpaid)

    @property
    def unpaid_places(self) -> int:
        return max(self.places - self.paid_places, 0)

    @property
    def places_left(self) -> int | None:
        """How many more places the rest of the budget pays at today's cost; None if unknown."""
        if self.remaining is None or not self.unit_cost:
            return None
        return max(self.remaining, 0) // self.unit_cost

    @property
    def per_place(self) -> int | None:
        """The mean of the places entered so far, to whole rupiah."""
        priced = self.places - self.unpriced
        return round(self.committed / priced) if priced else None

    @property
    def overcommitted(self) -> int:
        """Rupiah bound beyond the budget, 0 when it suffices."""
        return max(-(self.remaining or 0), 0)

    @property
    def quota_gap(self) -> int:
        """Rupiah that the budget lacks for the whole quota at today's cost, 0 when it suffices."""
        if self.budget is None or self.unit_cost is None:
            return 0
        return max(self.quota * self.unit_cost - self.budget, 0)


def current_cost(programme: Programme, day: datetime.date) -> UnitCost | None:
    """The cost of a day; before the first one begins that one, None without any."""
    costs = list(programme.unit_costs.all())
    begun = [cost for cost in costs if cost.valid_from <= day]
    return begun[-1] if begun else next(iter(costs), None)


def places_at(cost: UnitCost) -> int:
    """How many places that are still used were entered while this cost was valid."""
    entered = _entered(cost.programme)
    return sum(count for on, count in entered if _amount_on([cost], on) is not None)


def budget_line(programme: Programme, day: datetime.date) -> BudgetLine:
    """The budget of a programme with costs as they were on the day each place was entered."""
    costs = list(programme.unit_costs.all())
    entered = _entered(programme)
    priced = [(count, _amount_on(costs, on)) for on, count in entered]
    roots = Allocation.objects.roots().filter(programme=programme)
    quota = roots.aggregate(n=Coalesce(Sum("granted"), 0))["n"]
    paid = programme.payments.aggregate(
        places=Coalesce(Sum("places"), 0), amount=Coalesce(Sum("amount"), 0)
    )
    today = current_cost(programme, day)
    return BudgetLine(
        budget=programme.budget,
        quota=quota,
        unit_cost=today.amount if today else None,
        places=sum(count for count, _ in priced),
        committed=sum(count * amount for count, amount in priced if amount is not None),
        unpriced=sum(count for count, amount in priced if amount is None),
        paid_places=paid["places"],
        paid=paid["amount"],
    )


def _entered(programme: Programme) -> Sequence[tuple[datetime.date, int]]:
    """(day, places entered in SiHalal on it and still used), by the province's clock.

    A place that comes free later counts less on the day it was entered, not on the day it left;
    one that only moves to another level counts on its first day.
    """
    first = Movement.objects.filter(application=OuterRef("application"), kind=MovementKind.COMMIT)
    entered_at = first.order_by().values("application").annotate(at=Min("at")).values("at")
    moves = Movement.objects.filter(allocation__programme=programme).exclude(used=0)
    zone = ZoneInfo(programme.region.time_zone)
    days = moves.annotate(
        day=TruncDate(Coalesce(Subquery(entered_at), F("at")), tzinfo=zone)
    ).values("day")
    counts = days.annotate(places=Sum("used")).order_by("day")
    return list(counts.values_list("day", "places"))


def _amount_on(costs: Iterable[UnitCost], day: datetime.date) -> int | None:
    for cost in costs:
        if cost.valid_from <= day and (cost.valid_to is None or day <= cost.valid_to):
            return cost.amount
    return None
