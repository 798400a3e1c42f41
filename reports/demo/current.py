"""Fasilitasi Self-Declare Kaltim 2026: the work of today, dated back from the day of loading."""

import datetime
import random
from dataclasses import replace

from accounts.models import User
from certification.demo import Case, make_programme
from certification.demo.answers import product_types
from certification.enums import DayBasis, FundingSource, Status, Track
from certification.models import Programme
from regions.models import Region
from reports.demo.days import Days
from reports.demo.leaves import Leaf, grow_leaves
from reports.demo.money import UNIT_COST, set_terms
from reports.demo.oddities import ODD_ONES
from reports.demo.parts import Part, assign_parts, record_visits, write_parts
from reports.demo.people import Cast
from reports.demo.pool import Pool
from reports.demo.quota import open_quota
from reports.demo.reasons import first_reason
from reports.demo.record import complete_record
from reports.demo.shifts import make_shifts
from reports.demo.story import Stage, tell
from reports.demo.tables import branches_of
from reports.demo.today import write_today

SLUG = "self-declare-kaltim-2026"
OPENED_ON = datetime.date(2026, 2, 2)
DUE_ON = datetime.date(2026, 12, 31)
EARLIEST_TODAY = datetime.date(2026, 7, 1)  # before it the longest cases would not fit
_QUOTA = 400
_LEAVES = (
    Leaf("64.08", "unmul", 1, 10, datetime.date(2026, 3, 3)),
    Leaf("64.72", "uinsi", 1, 6, datetime.date(2026, 3, 4)),
)
# So many of these LP3H's new applications came through the office, without a companion.
_UNATTENDED = {("64.08", "unmul"): 2, ("64.72", "unmul"): 2, ("64.02", "unmul"): 1}
_HOME_OF_ACCOUNTS = "64.08"
_SNACKS = "Makanan ringan siap santap"
_OWNERS_BUSINESS = ("Dapur Sumiati", "Sinar Sangatta")
# How many working days ago the last step was: at least, at most.
_AGES = {
    Status.DRAFT: (0, 12),
    Status.SUBMITTED: (0, 7),
    Status.RETURNED: (0, 9),
    Status.ACCEPTED: (0, 11),
    Status.READY: (0, 6),
    Status.IN_SIHALAL: (1, 32),
    Status.ISSUED: (0, 60),
    Status.STOPPED: (4, 50),
}
_DAYS_SINCE_OWNERS_RETURN = 2
_TWICE = 2


def tell_current(
    *, province: Region, cast: Cast, pool: Pool, today: datetime.date, rng: random.Random
) -> Programme:
    """Writes the programme and its applications; nothing happens on `today` itself or later."""
    branches = branches_of("kaltim_2026.csv")
    yesterday = min(today - datetime.timedelta(days=1), DUE_ON)
    days = Days(OPENED_ON, yesterday, province.time_zone)
    programme = _open(province, cast)
    nodes = open_quota(programme, branches, cast=cast, days=days, due_on=DUE_ON, quota=_QUOTA)
    make_shifts("kaltim_2026_shifts.csv", nodes, cast=cast, days=days)
    parts = assign_parts(branches, cast=cast, pool=pool, rng=rng)
    star = _part_for_owner(parts, cast)
    _cast_accounts(star, cast)
    _leave_unattended(parts)
    write_parts(parts, cast=cast, since=OPENED_ON, rng=rng)
    stage = Stage(programme, cast, nodes, days, rng)
    cases = [_tell_owners(stage, part) if part is star else _tell(stage, part) for part in parts]
    _tell_odd_ones(stage, parts, cases, star)
    grow_leaves(_LEAVES, cases, stage=stage, due_on=DUE_ON)
    set_terms(stage, places=_QUOTA)
    write_today(cases, stage=stage, pool=pool, today=today)
    record_visits(cases)
    complete_record(star.business, today=today)
    return programme


def _open(province: Region, cast: Cast) -> Programme:
    targets = [
        {
            "name": f"Diajukan ke SiHalal sampai akhir tahun ({basis.label})",
            "quantity": _QUOTA,
            "starts_on": OPENED_ON,
            "due_on": DUE_ON,
            "day_basis": basis,
        }
        for basis in DayBasis
    ]
    return make_programme(
        slug=SLUG,
        name="Fasilitasi Self-Declare Kaltim 2026",
        year=2026,
        track=Track.SELF_DECLARE,
        funding_source=FundingSource.APBD_PROVINCE,
        facilitation_code="KALTIM26",
        unit_cost=UNIT_COST,
        region=province,
        office=cast.office,
        starts_on=OPENED_ON,
        ends_on=DUE_ON,
        targets=targets,
    )


def _part_for_owner(parts: list[Part], cast: Cast) -> Part:
    """An application that came back, near the demo accounts; a snack maker's if there is one."""
    companion = cast.by_email["pendamping@demo.id"]
    near = [
        part
        for part in parts
        if part.branch.region_code == _HOME_OF_ACCOUNTS
        and part.status == Status.RETURNED
        and companion in cast.companions[part.branch.lp3h]
    ]
    return min(near, key=lambda part: product_types(part.business)[0] != _SNACKS)


def _cast_accounts(part: Part, cast: Cast) -> None:
    """Gives the part to the demo accounts of owner and companion."""
    owner: User = cast.by_email["pemilik@demo.id"]
    part.business.owner = owner
    part.business.owner_name = owner.name
    part.business.name, part.business.brand = _OWNERS_BUSINESS
    part.business.phone = owner.phone or ""
    part.companion = cast.by_email["pendamping@demo.id"]


def _leave_unattended(parts: list[Part]) -> None:
    """Some applications that the office sent in wait for a companion."""
    for (region_code, holder), count in _UNATTENDED.items():
        near = [
            part
            for part in parts
            if (part.branch.region_code, part.branch.holder) == (region_code, holder)
            and part.status == Status.SUBMITTED
        ]
        for part in near[:count]:
            part.companion = None


def _tell(stage: Stage, part: Part) -> Case:
    age = stage.rng.randint(*_AGES[part.status])
    return tell(stage, part, last=len(stage.days) - 1 - age)


def _tell_odd_ones(stage: Stage, parts: list[Part], cases: list[Case], star: Part) -> None:
    """Cases of the accounts' kabupaten that have something to look at, in place of usual ones."""
    for odd in ODD_ONES:
        index = next(
            index
            for index, part in enumerate(parts)
            if part.status == odd.status
            and part.branch.region_code == _HOME_OF_ACCOUNTS
            and part is not star
            and part.companion
            and not (cases[index].more_products or cases[index].more_materials)
            and cases[index].status == odd.status
            and cases[index].returned_count < _TWICE
        )
        if odd.way:
            cases[index] = _tell_returned(stage, parts[index], list(odd.way))
        cases[index].more_products = odd.products
        cases[index].more_materials = odd.materials


def _tell_returned(stage: Stage, part: Part, way: list[str]) -> Case:
    """With random numbers of its own, so that the other cases stay as they are."""
    last = len(stage.days) - 1 - _DAYS_SINCE_OWNERS_RETURN
    own = replace(stage, rng=random.Random(part.business.uuid.int))
    return tell(own, part, last=last, way=way, reason=first_reason("return"))


def _tell_owners(stage: Stage, part: Part) -> Case:
    """The owner's own application came back with one reason."""
    last = len(stage.days) - 1 - _DAYS_SINCE_OWNERS_RETURN
    return tell(stage, part, last=last, way=["submit", "return"], reason=first_reason("return"))
