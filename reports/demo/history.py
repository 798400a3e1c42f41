"""Fasilitasi Self-Declare Kaltim 2025 as the meeting of 4 June 2025 found it (press of that day):
of 1,000 places 320 used and 58 issued, the target of the governor's first hundred days passed.
"""

import datetime
import random

from certification.demo import make_programme, write_cases
from certification.enums import DayBasis, FundingSource, Status, Track
from certification.models import Programme
from regions.models import Region
from reports.demo.days import Days
from reports.demo.parts import Part, assign_parts, record_visits, write_parts
from reports.demo.people import Cast
from reports.demo.pool import Pool
from reports.demo.quota import open_quota
from reports.demo.story import Stage, tell
from reports.demo.tables import branches_of

SLUG = "self-declare-kaltim-2025"
QUOTA = 1_000
OPENED_ON = datetime.date(2025, 2, 20)
DUE_ON = datetime.date(2025, 5, 31)
TOLD_ON = datetime.date(2025, 6, 4)
_CLOSED_ON = datetime.date(2025, 12, 31)
_UNIT_COST = 230_000
# How many fall on a working day of each month: slow in the fasting month, faster in May.
_PACE = {
    Status.IN_SIHALAL: {3: 1, 4: 2, 5: 6, 6: 6},
    Status.ISSUED: {5: 1, 6: 4},
    Status.STOPPED: {3: 2, 4: 3},
}
_DAYS_BEFORE_THE_FIRST = 6  # working days from a branch's places to its first end of a case


def tell_history(*, province: Region, cast: Cast, pool: Pool, rng: random.Random) -> Programme:
    """Writes the programme with its ledger and all its applications."""
    branches = branches_of("kaltim_2025.csv")
    days = Days(OPENED_ON, TOLD_ON, province.time_zone)
    programme = _open(province, cast)
    nodes = open_quota(programme, branches, cast=cast, days=days, due_on=DUE_ON)
    parts = assign_parts(branches, cast=cast, pool=pool, rng=rng)
    write_parts(parts, cast=cast, since=OPENED_ON, rng=rng)
    stage = Stage(cast, nodes, days, rng)
    cases = [tell(stage, part, last=_last(part, days, rng)) for part in parts]
    as_of = days.moment(len(days) - 1, 24 * 60 - 1)
    write_cases(programme=programme, cases=cases, as_of=as_of, rng=rng)
    record_visits(cases)
    return programme


def _open(province: Region, cast: Cast) -> Programme:
    target = {
        "name": "100 hari kerja Gubernur",
        "quantity": QUOTA,
        "starts_on": OPENED_ON,
        "due_on": DUE_ON,
        "day_basis": DayBasis.CALENDAR,
    }
    return make_programme(
        slug=SLUG,
        name="Fasilitasi Self-Declare Kaltim 2025",
        year=2025,
        track=Track.SELF_DECLARE,
        funding_source=FundingSource.APBD_PROVINCE,
        facilitation_code="KALTIM25",
        unit_cost=_UNIT_COST,
        region=province,
        office=cast.office,
        starts_on=OPENED_ON,
        ends_on=_CLOSED_ON,
        targets=[target],
    )


def _last(part: Part, days: Days, rng: random.Random) -> int:
    """The day of the last step, by the pace of the months."""
    pace = _PACE[part.status]
    first = days.index(part.branch.split_on) + _DAYS_BEFORE_THE_FIRST
    until = days.index(part.branch.last_on or TOLD_ON)
    # A certificate may come after the branch's last entry.
    end = len(days) - 1 if part.status == Status.ISSUED else until
    indexes = range(first, end + 1)
    return rng.choices(indexes, weights=[pace.get(days[i].month, 0) for i in indexes])[0]
