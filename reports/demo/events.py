"""The workshop before the applications of 2025, and the next event of today."""

import datetime
import random
from zoneinfo import ZoneInfo

from certification.enums import Status
from certification.models import Application, Programme
from halalportal.lib.working_days import add_days, is_working_day
from ikm.models import Business
from regions.models import Region
from reports.demo import current, history
from reports.demo.people import Cast
from reports.demo.seeds import Seeds
from reports.models import EventProgramme
from workshops.demo import make_workshop
from workshops.demo_outcome import Learning, pick_questions, write_survey, write_test
from workshops.enums import EventKind, Mode
from workshops.models import Event, Participant, Session

_CITY = "64.72"
_HELD_ON = datetime.date(2025, 3, 11)
_GUESTS, _GUESTS_WHO_APPLIED = 50, 22
_DAYS_AHEAD = 10
_HOST_OF_NEXT = "64.08"
_INVITED_TO_NEXT = 16
_TOPICS = ("alur", "self-declare", "dokumen", "nib-oss", "label")
_LEARNING = Learning(knows=0.5, gains=0.5, weak=("dokumen",))


def hold_workshop(*, cast: Cast, seeds: Seeds) -> Event:
    """Fifty businesses of Samarinda in a hall, the offices of the other kab/kota online.

    Who came took a test before and after, and most of them answered the survey.
    """
    event = _workshop(cast, seeds.rng("workshop"))
    questions = pick_questions(_TOPICS, each=2)
    by = cast.province_officer
    write_test(event, questions, _LEARNING, rng=seeds.rng("workshop test"), by=by)
    write_survey(event, share=0.6, rng=seeds.rng("workshop survey"))
    _put_into(event, history.SLUG)
    return event


def _put_into(event: Event, slug: str) -> None:
    """Its reminders follow the rules of the programme."""
    EventProgramme.objects.create(event=event, programme=Programme.objects.get(slug=slug))


def _workshop(cast: Cast, rng: random.Random) -> Event:
    businesses = _who_applied_later() + _who_did_not()
    rng.shuffle(businesses)
    offices = [office for code, office in cast.regency_offices.items() if code != _CITY]
    return make_workshop(
        region=Region.objects.get(code=_CITY),
        organiser=cast.office,
        businesses=businesses,
        agencies=offices,
        rng=rng,
        by=cast.province_officer,
        day=_HELD_ON,
    )


def _who_applied_later() -> list[Business]:
    """Businesses of the city whose application of 2025 was filed after the workshop."""
    applications = Application.objects.filter(
        programme__slug=history.SLUG, regency_id=_CITY, created_at__date__gt=_HELD_ON
    )
    chosen = applications.select_related("business").order_by("number")[:_GUESTS_WHO_APPLIED]
    return [application.business for application in chosen]


def _who_did_not() -> list[Business]:
    """Businesses of the city without any application, to fill the hall."""
    count = _GUESTS - _GUESTS_WHO_APPLIED
    others = Business.objects.filter(regency_id=_CITY, applications=None)
    return list(others.order_by("name", "owner_name", "nib")[:count])


def announce_next(*, province: Region, cast: Cast, today: datetime.date) -> Event:
    """An event ten days from `today`, for owners whose application is under way."""
    day = today + datetime.timedelta(days=_DAYS_AHEAD)
    if not is_working_day(day):
        day = add_days(day, 1, "working")
    event = Event.objects.create(
        kind=EventKind.BIMTEK,
        title="Bimtek Foto Produk dan Daftar Bahan",
        description="Latihan mengambil foto kemasan dan menulis daftar bahan. Bawa produk Anda.",
        region=province,
        organiser=cast.office,
        starts_at=_hour(day, 9, province),
        ends_at=_hour(day, 14, province),
        time_zone=province.time_zone,
        venue="Gedung Serbaguna Bukit Pelangi, Sangatta",
        online_link="https://rapat.contoh.id/bimtek-foto-produk",
        onsite_seats=40,
        online_seats=100,
    )
    Session.objects.create(
        event=event,
        title="Foto produk dan daftar bahan",
        starts_at=_hour(day, 9, province),
        ends_at=_hour(day, 12, province),
    )
    Participant.objects.bulk_create(_participant(event, business) for business in _invited())
    _put_into(event, current.SLUG)
    return event


def _hour(day: datetime.date, hour: int, region: Region) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(hour), ZoneInfo(region.time_zone))


def _invited() -> list[Business]:
    """Businesses with an open application near the place; first what has to be mended."""
    applications = Application.objects.filter(
        programme__slug=current.SLUG,
        regency_id=_HOST_OF_NEXT,
        status__in=[Status.RETURNED, Status.DRAFT, Status.SUBMITTED, Status.ACCEPTED],
    ).select_related("business")
    by_need = sorted(applications, key=lambda a: (a.status != Status.RETURNED, a.number))
    return [application.business for application in by_need[:_INVITED_TO_NEXT]]


def _participant(event: Event, business: Business) -> Participant:
    return Participant(
        event=event,
        business=business,
        user_id=business.owner_id,
        name=business.owner_name,
        agency=business.name,
        phone=business.phone,
        region_id=business.regency_id,
        mode=Mode.ONSITE,
    )
