"""Scenario ntt-2024: the workshop of 24 April 2024 in Kupang, and what came of it.

Fifty food IKM of Kota Kupang in a hotel, thirteen offices of the kabupaten on a screen. The
facilitation afterwards, the people and every figure besides these two are invented.
"""

import datetime
from zoneinfo import ZoneInfo

from certification.enums import Status, Track
from certification.models import Programme
from ikm.demo import make_businesses
from ikm.models import Business
from regions.models import Region
from reports.demo.companions import give_profiles
from reports.demo.letters import make_paper
from reports.demo.ntt_workshop import hold_workshop
from reports.demo.people import Cast, make_cast
from reports.demo.pool import Pool
from reports.demo.seeds import Seeds
from reports.demo.small import Small, Way, tell_small
from reports.demo.statistics import tell_the_planner

PROVINCE, CITY = "53", "53.71"
SLUG = "self-declare-kota-kupang-2024"
BUSINESSES = 160
MINIMUM_BUSINESSES = 150
TOLD_ON = datetime.date(2024, 9, 30)
_OPENED_ON = datetime.date(2024, 5, 13)
_ENDS_ON = datetime.date(2024, 12, 31)
_REGISTRY_OPENED = datetime.datetime(2024, 1, 15, 9, tzinfo=ZoneInfo("Asia/Makassar"))
_FIRST_PHONE = 400
# Of the applicants, how many had been in the hall: more or less two of three.
_APPLICANTS_IN_HALL = 19
_FOOD = "^1[01]"
_MENDED = ("return", "resubmit")
_IN = ("submit", "accept", "verify", "enter")
_WAYS = [
    *(Way((*_IN, "issue"), age, Status.ISSUED) for age in (2, 8, 15, 22, 30, 37, 44, 50, 55)),
    Way(("submit", *_MENDED, *_IN[1:], "issue"), 5, Status.ISSUED),
    *(Way(_IN, age, Status.IN_SIHALAL) for age in (3, 9, 12, 18, 25)),
    Way((*_IN, "bpjph_return"), 4, Status.RETURNED_OUT),
    *(Way(_IN[:3], age, Status.READY) for age in (1, 2)),
    *(Way(_IN[:2], age, Status.ACCEPTED) for age in (1, 4, 6)),
    *(Way(("submit", "return"), age, Status.RETURNED) for age in (3, 11)),
    *(Way(("submit",), age, Status.SUBMITTED) for age in (0, 2)),
    *(Way((), age, Status.DRAFT) for age in (7, 20, 33)),
]


def is_loaded() -> bool:
    """Whether the scenario is in the database."""
    return Programme.objects.filter(slug=SLUG).exists()


def load(*, businesses: int, seeds: Seeds, today: datetime.date) -> None:
    """Writes the offices, the city's registry, its programme and the workshop before it."""
    province = Region.objects.get(code=PROVINCE)
    cast = make_cast(
        province=province, name="ntt", since=_REGISTRY_OPENED.date(), first_phone=_FIRST_PHONE
    )
    make_paper(cast.regency_offices[CITY], city="Kupang", signer="Ir. Contoh Yohanes, M.T.")
    make_businesses(
        province_code=PROVINCE,
        count=businesses,
        rng=seeds.rng("businesses"),
        by=cast.officer_of(CITY),
        weights={CITY: 1.0},
        since=_REGISTRY_OPENED,
    )
    tell_the_planner()
    guests = _facilitate(cast, seeds)
    give_profiles(cast=cast, rng=seeds.rng("companions"))
    hold_workshop(cast=cast, guests=guests, seeds=seeds)
    tell_the_planner()


def _facilitate(cast: Cast, seeds: Seeds) -> list[Business]:
    """The programme after the workshop; returns whom to ask, first those who applied later."""
    rng = seeds.rng("story")
    city = Business.objects.filter(regency=CITY).prefetch_related("products")
    pool = Pool(city, seeds.rng("pool"))
    small = Small(
        slug=SLUG,
        name="Fasilitasi Self-Declare Kota Kupang 2024",
        track=Track.SELF_DECLARE,
        region_code=CITY,
        lp3h="flobamora",
        opened_on=_OPENED_ON,
        told_on=TOLD_ON,
        ends_on=_ENDS_ON,
    )
    ways = rng.sample(_WAYS, len(_WAYS))
    written = tell_small(small, ways, cast=cast, pool=pool, rng=rng)
    chosen = rng.sample(written, _APPLICANTS_IN_HALL)
    guests = [application.business for application in chosen]
    others = Business.objects.filter(regency=CITY, applications=None, kbli_code__regex=_FOOD)
    return [*guests, *others.order_by("name", "owner_name", "nib")]
