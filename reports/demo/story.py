"""Tells what became of every part: steps with dates, people and reasons."""

import random
from dataclasses import dataclass

from accounts.models import User
from certification.demo import Case, Step
from certification.models import Allocation, Programme
from certification.workflow import RETURNS
from reports.demo.chains import plan_days, way_to
from reports.demo.days import Days
from reports.demo.parts import Part
from reports.demo.people import Cast
from reports.demo.reasons import Reason, reason_for

Nodes = dict[tuple[str, str], Allocation]


@dataclass(frozen=True, slots=True)
class Stage:
    """What all parts of a programme share."""

    programme: Programme
    cast: Cast
    nodes: Nodes
    days: Days
    rng: random.Random


def tell(
    stage: Stage,
    part: Part,
    *,
    last: int,
    way: list[str] | None = None,
    reason: Reason | None = None,
) -> Case:
    """The case of a part whose last step falls on the day with index `last`.

    Args:
        way: the transitions, chosen at random when not given.
        reason: of each return, likewise.
    """
    branch = part.branch
    way = way_to(part.status, stage.rng) if way is None else way
    first = stage.days.index(branch.opens_on) + 1
    indexes = plan_days(way, first=first, last=last, rng=stage.rng)
    filed_at, *moments = stage.days.moments(indexes, stage.rng)
    reasons = [reason_for(name, stage.rng) for name in way]
    if reason:
        reasons = [
            reason if name in RETURNS else why for name, why in zip(way, reasons, strict=True)
        ]
    return Case(
        business=part.business,
        allocation=stage.nodes[branch.region_code, branch.holder],
        organisation=stage.cast.lp3h.get(branch.lp3h),
        companion=part.companion,
        filed_by=part.filed_by,
        filed_at=filed_at,
        steps=[
            Step(name, at, _actor(name, part, stage.cast), why.code, why.note)
            for name, at, why in zip(way, moments, reasons, strict=True)
        ],
    )


def _actor(transition: str, part: Part, cast: Cast) -> User:
    match transition:
        case "submit" | "resubmit":
            return part.filed_by
        case "verify" | "verify_return" | "enter":
            return part.companion or part.officer
        case _:
            return cast.officer_of(part.branch.region_code)
