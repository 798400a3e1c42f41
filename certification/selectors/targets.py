"""How far each dated target of a programme is, and when it will be met at the present pace."""

import datetime
from dataclasses import dataclass
from typing import cast

from certification.enums import DayBasis
from certification.models import Programme, Target
from certification.selectors.counts import PACE_DAYS, Node
from halalportal.lib.working_days import Basis, add_days, count_days

# A forecast further away than this says nothing.
FURTHEST_FORECAST = 2_500


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetSummary:
    """A target on a day. `done` counts places entered in SiHalal, which the office can still move.

    `days_left` is counted in the target's own basis. `pace_needed_per_working_day` is None once
    the day has passed, and 0 when the target is met. `forecast_on` is None without any pace.
    """

    pk: int
    name: str
    region_code: str
    organisation_id: int | None
    quantity: int
    done: int
    starts_on: datetime.date
    due_on: datetime.date
    day_basis: str
    days_left: int
    overdue_calendar_days: int
    overdue_working_days: int
    pace_needed_per_working_day: float | None
    forecast_on: datetime.date | None

    @property
    def remaining(self) -> int:
        return max(self.quantity - self.done, 0)

    @property
    def is_met(self) -> bool:
        return self.done >= self.quantity

    @property
    def is_overdue(self) -> bool:
        return self.overdue_calendar_days > 0


def target_summaries(
    programme: Programme, day: datetime.date, nodes: list[Node]
) -> tuple[TargetSummary, ...]:
    """The programme's targets in the order of their days; one query."""
    targets = Target.objects.filter(programme=programme)
    return tuple(_summary(target, day, _nodes_under(target, nodes)) for target in targets)


def _nodes_under(target: Target, nodes: list[Node]) -> list[Node]:
    """The nodes that count towards a target: all, those of a kab/kota, those of an LP3H."""
    return [
        node
        for node in nodes
        if target.region_id in (None, node.region_code)
        and target.organisation_id in (None, node.organisation_id)
    ]


def _summary(target: Target, day: datetime.date, nodes: list[Node]) -> TargetSummary:
    done = sum(node.used for node in nodes)
    remaining = max(target.quantity - done, 0)
    is_late = bool(remaining) and day > target.due_on
    return TargetSummary(
        pk=target.pk,
        name=target.name,
        region_code=target.region_id or "",
        organisation_id=target.organisation_id,
        quantity=target.quantity,
        done=done,
        starts_on=target.starts_on,
        due_on=target.due_on,
        day_basis=target.day_basis,
        days_left=_days_left(target, day),
        overdue_calendar_days=count_days(target.due_on, day) if is_late else 0,
        overdue_working_days=count_days(target.due_on, day, "working") if is_late else 0,
        pace_needed_per_working_day=_pace_needed(target, day, remaining),
        forecast_on=_forecast(day, remaining, sum(node.recent_used for node in nodes)),
    )


def _days_left(target: Target, day: datetime.date) -> int:
    basis = cast("Basis", DayBasis(target.day_basis).value)
    return max(count_days(day, target.due_on, basis), 0)


def _pace_needed(target: Target, day: datetime.date, remaining: int) -> float | None:
    if not remaining:
        return 0.0
    left = count_days(day, target.due_on, "working")
    return round(remaining / left, 2) if left > 0 else None


def _forecast(day: datetime.date, remaining: int, recent: int) -> datetime.date | None:
    """The working day on which the rest is done at the pace of the last four weeks."""
    worked = count_days(day - datetime.timedelta(days=PACE_DAYS), day, "working")
    if recent <= 0 or not worked or not remaining:
        return None
    needed = -(-remaining * worked // recent)
    return add_days(day, needed, "working") if needed <= FURTHEST_FORECAST else None
