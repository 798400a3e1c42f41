"""Fasilitasi Self-Declare Kaltim 2025 as the meeting of 4 June 2025 found it (press of that day):
of 1,000 places 320 used and 58 issued, the target of the governor's first hundred days passed.
"""

import datetime
import random
from typing import Any

from certification.demo import make_programme
from certification.enums import DayBasis, FundingSource, Status, TargetMeasure, Track
from certification.models import Programme
from halalportal.lib.working_days import add_days
from regions.models import Region
from reports.demo.days import Days
from reports.demo.leaves import Leaf, grow_leaves
from reports.demo.meeting import write_history
from reports.demo.money import UNIT_COST, set_terms
from reports.demo.parts import Part, assign_parts, record_visits, write_parts
from reports.demo.people import Cast
from reports.demo.pool import Pool
from reports.demo.quota import open_quota
from reports.demo.shifts import make_shifts
from reports.demo.story import Stage, tell
from reports.demo.tables import branches_of

SLUG = "self-declare-kaltim-2025"
QUOTA = 1_000
OPENED_ON = datetime.date(2025, 2, 20)
DUE_ON = datetime.date(2025, 5, 31)
TOLD_ON = datetime.date(2025, 6, 4)
_CLOSED_ON = datetime.date(2025, 12, 31)
# How many fall on a working day of each month: slow in the fasting month, faster in May.
_PACE = {
    Status.IN_SIHALAL: {3: 1, 4: 2, 5: 6, 6: 6},
    Status.ISSUED: {5: 1, 6: 4},
    Status.STOPPED: {3: 2, 4: 3},
}
_HUNDRED_WORKING_DAYS_DUE = add_days(OPENED_ON, 100, "working")
_LEAVES = (
    Leaf("64.72", "unmul", 2, 12, datetime.date(2025, 4, 9)),
    Leaf("64.72", "unmul", 3, 8, datetime.date(2025, 4, 9)),
    Leaf("64.71", "itk", 1, 15, datetime.date(2025, 4, 10)),
)
_DAYS_BEFORE_THE_FIRST = 6  # working days from a branch's places to its first end of a case


def tell_history(*, province: Region, cast: Cast, pool: Pool, rng: random.Random) -> Programme:
    """Writes the programme with its ledger and all its applications."""
    branches = branches_of("kaltim_2025.csv")
    days = Days(OPENED_ON, TOLD_ON, province.time_zone)
    programme = _open(province, cast)
    nodes = open_quota(programme, branches, cast=cast, days=days, due_on=DUE_ON, quota=QUOTA)
    make_shifts("kaltim_2025_shifts.csv", nodes, cast=cast, days=days)
    parts = assign_parts(branches, cast=cast, pool=pool, rng=rng)
    write_parts(parts, cast=cast, since=OPENED_ON, rng=rng)
    stage = Stage(programme, cast, nodes, days, rng)
    cases = [tell(stage, part, last=_last(part, days, rng)) for part in parts]
    grow_leaves(_LEAVES, cases, stage=stage, due_on=DUE_ON)
    set_terms(stage, places=QUOTA)
    write_history(cases, stage=stage, pool=pool)
    record_visits(cases)
    return programme


def _open(province: Region, cast: Cast) -> Programme:
    targets = [
        _target("100 hari kerja Gubernur", DUE_ON, DayBasis.CALENDAR),
        _target("100 hari kerja tanpa hari libur", _HUNDRED_WORKING_DAYS_DUE, DayBasis.WORKING),
        _target("Terbit akhir tahun 2025", _CLOSED_ON, DayBasis.WORKING_CUTI)
        | {"measure": TargetMeasure.ISSUED},
    ]
    return make_programme(
        slug=SLUG,
        name="Fasilitasi Self-Declare Kaltim 2025",
        year=2025,
        track=Track.SELF_DECLARE,
        funding_source=FundingSource.APBD_PROVINCE,
        facilitation_code="KALTIM25",
        unit_cost=UNIT_COST,
        region=province,
        office=cast.office,
        starts_on=OPENED_ON,
        ends_on=_CLOSED_ON,
        targets=targets,
    )


def _target(name: str, due_on: datetime.date, basis: DayBasis) -> dict[str, Any]:
    return {
        "name": name,
        "quantity": QUOTA,
        "starts_on": OPENED_ON,
        "due_on": due_on,
        "day_basis": basis,
    }


def _last(part: Part, days: Days, rng: random.Random) -> int:
    """The day of the last step, by the pace of the months."""
    pace = _PACE[part.status]
    first = days.index(part.branch.opens_on) + _DAYS_BEFORE_THE_FIRST
    until = days.index(part.branch.last_on or TOLD_ON)
    # A certificate may come after the branch's last entry.
    end = len(days) - 1 if part.status == Status.ISSUED else until
    indexes = range(first, end + 1)
    return rng.choices(indexes, weights=[pace.get(days[i].month, 0) for i in indexes])[0]
