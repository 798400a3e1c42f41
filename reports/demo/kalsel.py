"""Scenario kalsel-2019: a registry of 83,000 businesses of which an office can mentor forty a year.

The meeting of 27 February 2019 (press of that day) handed over twenty certificates.
"""

import datetime
import random
from zoneinfo import ZoneInfo

from ikm.demo import make_businesses
from ikm.enums import OperationalStatus
from ikm.models import Business, HeldCertificate
from regions.models import Region
from reports.demo.letters import make_paper
from reports.demo.people import Cast, make_cast
from reports.demo.seeds import Seeds

PROVINCE = "63"
BUSINESSES = 83_000
MINIMUM_BUSINESSES = 100
_MENTORED = 40
_CERTIFIED = 20
_HANDED_OVER_ON = datetime.date(2019, 2, 27)
_REGISTRY_OPENED = datetime.datetime(2018, 3, 1, 9, tzinfo=ZoneInfo("Asia/Makassar"))
_FIRST_PHONE = 200
# No office gives out numbers of this block.
_NUMBER = "DEMO-6319-{:05d}"


def is_loaded() -> bool:
    """Whether the scenario is in the database."""
    return HeldCertificate.objects.filter(number=_NUMBER.format(1)).exists()


def load(*, businesses: int, seeds: Seeds, today: datetime.date) -> None:
    """Writes the dinas, its registry, the few it mentors and the certificates they hold."""
    province = Region.objects.get(code=PROVINCE)
    cast = make_cast(
        province=province,
        name="kalsel",
        since=_REGISTRY_OPENED.date(),
        first_phone=_FIRST_PHONE,
    )
    make_paper(cast.office, city="Banjarbaru", signer="Dr. Contoh Rahman, M.M.")
    made = make_businesses(
        province_code=PROVINCE,
        count=businesses,
        rng=seeds.rng("businesses"),
        by=cast.province_officer,
        mentored_share=0,
        since=_REGISTRY_OPENED,
    )
    _hand_over(_mentor(made, seeds.rng("mentored")), cast)


def _mentor(businesses: list[Business], rng: random.Random) -> list[Business]:
    """Chooses the few, and visits them."""
    chosen = rng.sample(businesses, _MENTORED)
    Business.objects.filter(pk__in=[business.pk for business in chosen]).update(
        is_mentored=True,
        operational_status=OperationalStatus.ACTIVE,
        last_verified_at=_REGISTRY_OPENED + datetime.timedelta(days=200),
    )
    return chosen


def _hand_over(mentored: list[Business], cast: Cast) -> None:
    HeldCertificate.objects.bulk_create(
        HeldCertificate(
            business=business,
            number=_NUMBER.format(number),
            issued_on=_HANDED_OVER_ON,
            source="Fasilitasi Dinas Perindustrian Kalimantan Selatan",
            recorded_by=cast.province_officer,
        )
        for number, business in enumerate(mentored[:_CERTIFIED], start=1)
    )
