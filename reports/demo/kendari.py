"""Scenario kendari-2024: the circles of a city as the press of 11 June 2024 told them.

A thousand registered at the office's desk, three hundred mentored, 120 in facilitation.
"""

import datetime
import random
from zoneinfo import ZoneInfo

from certification.demo import make_programme, write_cases
from certification.enums import DayBasis, FundingSource, Status, Track
from certification.models import Programme
from ikm.demo import make_businesses
from ikm.enums import BusinessSource
from ikm.models import Business
from regions.models import Region
from reports.demo.companions import give_profiles
from reports.demo.days import Days
from reports.demo.letters import make_paper
from reports.demo.parts import assign_parts, record_visits, write_parts
from reports.demo.people import Cast, make_cast
from reports.demo.pool import Pool
from reports.demo.quota import open_quota
from reports.demo.seeds import Seeds
from reports.demo.story import Stage, tell
from reports.demo.tables import branches_of

PROVINCE, CITY = "74", "74.71"
SLUG = "sertifikat-halal-gratis-kendari-2024"
BUSINESSES = 1_000
MINIMUM_BUSINESSES = 600
MENTORED = 300
OPENED_ON = datetime.date(2024, 2, 12)
TOLD_ON = datetime.date(2024, 6, 11)
_CLOSED_ON = datetime.date(2024, 12, 31)
_DESK_OPENED = datetime.datetime(2023, 7, 3, 9, tzinfo=ZoneInfo("Asia/Makassar"))
_FIRST_PHONE = 300
_QUOTA = 120
# How many working days before the day of the news the last step was: at least, at most.
_AGES = {
    Status.SUBMITTED: (0, 6),
    Status.RETURNED: (1, 8),
    Status.ACCEPTED: (0, 10),
    Status.READY: (0, 6),
    Status.IN_SIHALAL: (1, 30),
    Status.RETURNED_OUT: (1, 9),
}


def is_loaded() -> bool:
    """Whether the scenario is in the database."""
    return Programme.objects.filter(slug=SLUG).exists()


def load(*, businesses: int, seeds: Seeds, today: datetime.date) -> None:
    """Writes the office, its registry and its programme."""
    province = Region.objects.get(code=PROVINCE)
    cast = make_cast(
        province=province, name="kendari", since=_DESK_OPENED.date(), first_phone=_FIRST_PHONE
    )
    make_paper(cast.regency_offices[CITY], city="Kendari", signer="Drs. Contoh Laode, M.Si.")
    make_businesses(
        province_code=PROVINCE,
        count=businesses,
        rng=seeds.rng("businesses"),
        by=cast.officer_of(CITY),
        weights={CITY: 1.0},
        mentored_share=0,
        since=_DESK_OPENED,
    )
    city = Business.objects.filter(regency=CITY)
    city.filter(source=BusinessSource.IMPORT).update(source=BusinessSource.WALK_IN)
    _facilitate(province, cast, seeds)
    give_profiles(cast=cast, rng=seeds.rng("companions"))
    _mentor(MENTORED - city.mentored().count(), seeds.rng("mentored"))


def _mentor(count: int, rng: random.Random) -> None:
    """Those in facilitation are mentored already; others join them."""
    others = Business.objects.filter(regency=CITY, is_mentored=False).order_by("pk")
    chosen = rng.sample(list(others.values_list("pk", flat=True)), count)
    Business.objects.filter(pk__in=chosen).update(is_mentored=True)


def _facilitate(province: Region, cast: Cast, seeds: Seeds) -> None:
    """The programme of the city with 120 applications on their way."""
    branches = branches_of("kendari_2024.csv")
    days = Days(OPENED_ON, TOLD_ON, province.time_zone)
    programme = _open(province, cast)
    nodes = open_quota(programme, branches, cast=cast, days=days, due_on=_CLOSED_ON)
    city = Business.objects.filter(regency=CITY).prefetch_related("products")
    pool, rng = Pool(city, seeds.rng("pool")), seeds.rng("story")
    parts = assign_parts(branches, cast=cast, pool=pool, rng=rng)
    write_parts(parts, cast=cast, since=OPENED_ON, rng=rng)
    stage = Stage(programme, cast, nodes, days, rng)
    last = len(days) - 1
    cases = [tell(stage, part, last=last - rng.randint(*_AGES[part.status])) for part in parts]
    as_of = days.moment(last, 24 * 60 - 1)
    write_cases(programme=programme, cases=cases, as_of=as_of, rng=rng)
    record_visits(cases)


def _open(province: Region, cast: Cast) -> Programme:
    target = {
        "name": "Sertifikat halal gratis 2024",
        "quantity": _QUOTA,
        "starts_on": OPENED_ON,
        "due_on": _CLOSED_ON,
        "day_basis": DayBasis.CALENDAR,
    }
    return make_programme(
        slug=SLUG,
        name="Sertifikat Halal Gratis Kota Kendari 2024",
        year=2024,
        track=Track.SELF_DECLARE,
        funding_source=FundingSource.APBD_REGENCY,
        facilitation_code="KENDARI24",
        unit_cost=230_000,
        region=province,
        office=cast.regency_offices[CITY],
        starts_on=OPENED_ON,
        ends_on=_CLOSED_ON,
        targets=[target],
    )
