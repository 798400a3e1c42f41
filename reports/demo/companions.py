"""What the LP3H know about the demo's companions. Numbers and dates are invented."""

import datetime
import random
from collections import Counter
from zoneinfo import ZoneInfo

from accounts.models import CompanionProfile, User
from certification.services.proposals import propose
from halalportal.lib.working_days import is_working_day
from ikm.models import Assignment
from regions.models import Level, Region
from reports.demo.people import Cast

_REGISTRATION = "P3H.{province}.{number}"
_CAPACITIES = (15, 20, 25, 30, 40)
_FIRST_TRAINING = datetime.date(2024, 2, 1)
_TRAINING_LASTS = datetime.timedelta(days=3 * 365)
# Every so many companions one has let the training run out.
_EXPIRED_EVERY = 7
_MOST_DISTRICTS = 5
_COORDINATOR, _LP3H_OF_ACCOUNTS = "lp3h@demo.id", "unmul"
_AFTERNOON = datetime.time(15, 10)
_A_DAY = datetime.timedelta(days=1)


def give_profiles(*, cast: Cast, rng: random.Random) -> None:
    """A profile for every companion of the cast: where they help, or in their LP3H's own town."""
    number = 0
    for code, companions in cast.companions.items():
        organisation = cast.lp3h[code]
        for companion in companions:
            number += 1
            until = _trained_until(number, companion, rng)
            profile = CompanionProfile.objects.create(
                user=companion,
                organisation=organisation,
                registration_number=_REGISTRATION.format(
                    province=cast.office.region_id, number=(companion.phone or "")[-5:]
                ),
                trained_on=until - _TRAINING_LASTS,
                trained_until=until,
                capacity=rng.choice(_CAPACITIES),
            )
            profile.districts.set(_districts(companion, organisation.region_id, rng))


def _trained_until(number: int, companion: User, rng: random.Random) -> datetime.date:
    """Trained in 2024 and still so, or three years before; who can sign in keeps up to date."""
    day = _FIRST_TRAINING + datetime.timedelta(days=rng.randrange(300))
    is_expired = number % _EXPIRED_EVERY == 0 and not companion.email
    return day if is_expired else day + _TRAINING_LASTS


def _districts(companion: User, home: str, rng: random.Random) -> list[Region]:
    """The kecamatan in which the companion helps most."""
    helped = Assignment.objects.filter(companion=companion, business__district__isnull=False)
    counts = Counter(helped.order_by("pk").values_list("business__district_id", flat=True))
    if counts:
        codes = [code for code, _ in counts.most_common(_MOST_DISTRICTS)]
        return list(Region.objects.filter(pk__in=codes))
    own = Region.objects.inside(home).filter(level=Level.DISTRICT)
    return rng.sample(list(own), min(2, len(own)))


def propose_companions(*, cast: Cast, today: datetime.date) -> None:
    """On the last working day the coordinator had helpers proposed; nobody has decided yet."""
    coordinator = cast.by_email[_COORDINATOR]
    organisation = cast.lp3h[_LP3H_OF_ACCOUNTS]
    proposal = propose(organisation=organisation, by=coordinator)
    zone = ZoneInfo(cast.office.region.time_zone)
    day = today - _A_DAY
    while not is_working_day(day):
        day -= _A_DAY
    proposal.created_at = datetime.datetime.combine(day, _AFTERNOON, zone)
    proposal.save(update_fields=["created_at"])
