"""Programmes with a handful of cases whose ways are written down one by one."""

import datetime
import random
from dataclasses import dataclass

from certification.demo import Case, make_programme, write_cases
from certification.enums import DayBasis, FundingSource, Status, Track
from certification.models import Application, Programme
from regions.models import Region
from reports.demo.days import Days
from reports.demo.money import UNIT_COST
from reports.demo.parts import Part, record_visits, write_parts
from reports.demo.people import Cast
from reports.demo.pool import Pool
from reports.demo.quota import open_quota
from reports.demo.story import Stage, tell
from reports.demo.tables import Branch

_SPARE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Small:
    """A programme in one kab/kota: its name, its days, and whose companions work there."""

    slug: str
    name: str
    track: Track
    region_code: str
    lp3h: str
    opened_on: datetime.date
    told_on: datetime.date
    ends_on: datetime.date


@dataclass(frozen=True, slots=True)
class Way:
    """A case: its steps, and how many working days before the end the last one was."""

    steps: tuple[str, ...]
    age: int
    status: Status
    materials: tuple[dict[str, str], ...] = ()


def tell_small(
    small: Small, ways: list[Way], *, cast: Cast, pool: Pool, rng: random.Random
) -> list[Application]:
    """Writes the programme with its cases and returns them in the order of their filing."""
    region = Region.objects.get(code=small.region_code)
    days = Days(small.opened_on, small.told_on, region.time_zone)
    branch = Branch(
        small.region_code, "", small.lp3h, len(ways) + _SPARE, days[0], days[0], None, {}
    )
    programme = _open(small, cast, len(ways) + _SPARE)
    nodes = open_quota(programme, [branch], cast=cast, days=days, due_on=small.ends_on)
    parts = [_part(branch, way, cast, pool) for way in ways]
    write_parts(parts, cast=cast, since=small.opened_on, rng=rng)
    stage = Stage(programme, cast, nodes, days, rng)
    cases = [_case(stage, part, way) for part, way in zip(parts, ways, strict=True)]
    as_of = days.moment(len(days) - 1, 24 * 60 - 1)
    written = write_cases(programme=programme, cases=cases, as_of=as_of, rng=rng)
    record_visits(cases)
    return written


def _part(branch: Branch, way: Way, cast: Cast, pool: Pool) -> Part:
    companion = cast.companions[branch.lp3h][1] if branch.lp3h else None
    business = pool.take(branch.region_code)
    officer = cast.officers[branch.region_code][-1]
    return Part(branch, way.status, business, companion, officer)


def _case(stage: Stage, part: Part, way: Way) -> Case:
    case = tell(stage, part, last=len(stage.days) - 1 - way.age, way=list(way.steps))
    case.more_materials = way.materials
    return case


def _open(small: Small, cast: Cast, quota: int) -> Programme:
    target = {
        "name": "Diajukan ke SiHalal",
        "quantity": quota,
        "starts_on": small.opened_on,
        "due_on": small.ends_on,
        "day_basis": DayBasis.CALENDAR,
    }
    return make_programme(
        slug=small.slug,
        name=small.name,
        year=small.opened_on.year,
        track=small.track,
        funding_source=FundingSource.APBD_REGENCY,
        unit_cost=UNIT_COST,
        region=Region.objects.get(code=small.region_code[:2]),
        office=cast.regency_offices[small.region_code],
        starts_on=small.opened_on,
        ends_on=small.ends_on,
        targets=[target],
    )
