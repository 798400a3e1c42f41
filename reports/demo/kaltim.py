"""Scenario kaltim-2025: the province's programme of 2025, and the work of today."""

import datetime
import random
from zoneinfo import ZoneInfo

from django.db.models import (
    Count,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    Min,
    QuerySet,
    Value,
)
from django.db.models.functions import Mod

from certification.models import Programme
from ikm.demo import make_businesses
from ikm.models import Business
from regions.models import Region, within
from reports.demo import current, decisions, events, history
from reports.demo.aftermath import tell_aftermath
from reports.demo.companions import give_profiles, propose_companions
from reports.demo.letters import write_letters
from reports.demo.money import set_office_days
from reports.demo.people import make_cast
from reports.demo.pool import Pool
from reports.demo.regular import tell_regular
from reports.demo.seeds import Seeds
from reports.demo.statistics import tell_the_planner
from reports.demo.veterans import tell_veterans

PROVINCE = "64"
BUSINESSES = 2_000
MINIMUM_BUSINESSES = 1_900
_REGISTRY_OPENED = datetime.datetime(2024, 1, 15, 9, tzinfo=ZoneInfo("Asia/Makassar"))
_REGISTRY_GROWTH = datetime.timedelta(days=370)


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
    _date_back()
    tell_the_planner()
    pool = _pool(seeds.rng("pool"))
    history.tell_history(province=province, cast=cast, pool=pool, rng=seeds.rng("history"))
    current.tell_current(
        province=province, cast=cast, pool=pool, today=today, rng=seeds.rng("current")
    )
    tell_the_planner()
    tell_regular(cast=cast, pool=pool, today=today, rng=seeds.rng("regular"))
    tell_veterans(cast=cast, pool=pool, today=today, rng=seeds.rng("veterans"))
    tell_aftermath(cast=cast, today=today)
    give_profiles(cast=cast, rng=seeds.rng("companions"))
    propose_companions(cast=cast, today=today)
    set_office_days(cast)
    events.hold_workshop(cast=cast, seeds=seeds)
    events.announce_next(province=province, cast=cast, today=today)
    write_letters(cast, today)
    decisions.hold_meetings(province=province, cast=cast, today=today, rng=seeds.rng("meetings"))


def _businesses() -> QuerySet[Business]:
    return Business.objects.filter(within("regency_id", PROVINCE))


def _date_back() -> None:
    """The registry grew in the year before the programme; one statement, whatever its size."""
    span = _businesses().aggregate(first=Min("pk"), count=Count("pk"))
    # A prime step mixes the kab/kota, whose businesses follow one another.
    place = Mod((F("pk") - span["first"]) * 7919, span["count"])
    since = Value(_REGISTRY_GROWTH / span["count"]) * place
    moment = Value(_REGISTRY_OPENED) + ExpressionWrapper(since, DurationField())
    _businesses().update(created_at=ExpressionWrapper(moment, DateTimeField()))


def _pool(rng: random.Random) -> Pool:
    return Pool(_businesses().prefetch_related("products"), rng)
