"""Scenario kaltim-2025: the province's programme of 2025, and the work of today."""

import datetime
import random

from certification.models import Programme
from ikm.demo import make_businesses
from ikm.models import Business
from regions.models import Region, within
from reports.demo import current, events, history
from reports.demo.people import make_cast
from reports.demo.pool import Pool
from reports.demo.seeds import Seeds

PROVINCE = "64"
MINIMUM_BUSINESSES = 1_900


def is_loaded() -> bool:
    """Whether the scenario is in the database."""
    return Programme.objects.filter(slug=history.SLUG).exists()


def load(*, businesses: int, seeds: Seeds, today: datetime.date) -> None:
    """Writes everything, from the dinas to the next workshop."""
    province = Region.objects.get(code=PROVINCE)
    cast = make_cast(province=province, name="kaltim", since=datetime.date(2025, 1, 2))
    make_businesses(
        province_code=PROVINCE,
        count=businesses,
        rng=seeds.rng("businesses"),
        by=cast.province_officer,
    )
    pool = _pool(seeds.rng("pool"))
    history.tell_history(province=province, cast=cast, pool=pool, rng=seeds.rng("history"))
    current.tell_current(
        province=province, cast=cast, pool=pool, today=today, rng=seeds.rng("current")
    )
    events.hold_workshop(cast=cast, rng=seeds.rng("workshop"))
    events.announce_next(province=province, cast=cast, today=today)


def _pool(rng: random.Random) -> Pool:
    businesses = Business.objects.filter(within("regency_id", PROVINCE))
    return Pool(businesses.prefetch_related("products"), rng)
