"""Certificates of almost four years ago, at which BPJPH will look again soon."""

import datetime
import random

from certification.enums import Status, Track
from certification.models import Certificate
from ikm.models import Business
from reports.demo.people import Cast
from reports.demo.pool import Pool
from reports.demo.small import Small, Way, tell_small

SLUG = "sehati-kutai-timur-awal"
_HOME_OF_ACCOUNTS = "64.08"
_ISSUED = ("submit", "accept", "verify", "enter", "issue")
_YEARS = 4
_DAYS_LEFT = 25  # until the look at the last of them
_LASTED = datetime.timedelta(days=120)
_KNOWN_BEFORE = datetime.timedelta(days=60)


def tell_veterans(*, cast: Cast, pool: Pool, today: datetime.date, rng: random.Random) -> None:
    """Three cases that ended in certificates; the holders were in the registry before."""
    told_on = _years_ago(today) + datetime.timedelta(days=_DAYS_LEFT)
    small = Small(
        slug=SLUG,
        name="Fasilitasi Self-Declare Kutai Timur tahap awal",
        track=Track.SELF_DECLARE,
        region_code=_HOME_OF_ACCOUNTS,
        lp3h="unmul",
        opened_on=told_on - _LASTED,
        told_on=told_on,
        ends_on=told_on + _LASTED,
    )
    ways = [Way(_ISSUED, age, Status.ISSUED) for age in (1, 6, 22)]
    written = tell_small(small, ways, cast=cast, pool=pool, rng=rng)
    holders = [application.business_id for application in written]
    known = written[0].created_at - _KNOWN_BEFORE
    Business.objects.filter(pk__in=holders).update(created_at=known)


def certificates() -> list[Certificate]:
    """The oldest first."""
    found = Certificate.objects.filter(application__programme__slug=SLUG).with_case()
    return list(found.order_by("issued_on", "pk"))


def _years_ago(day: datetime.date) -> datetime.date:
    # The 28th stands for the 29th of February.
    return day.replace(year=day.year - _YEARS, day=min(day.day, 28))
