"""What a programme's places cost and cost so far: valid costs, committed, paid, remaining."""

import datetime

from certification.models import Programme, UnitCost


def current_cost(programme: Programme, day: datetime.date) -> UnitCost | None:
    """The cost of a day; before the first one begins that one, None without any."""
    costs = list(programme.unit_costs.all())
    begun = [cost for cost in costs if cost.valid_from <= day]
    return begun[-1] if begun else next(iter(costs), None)
