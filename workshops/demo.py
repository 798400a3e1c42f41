"""A believable workshop for the demo data: businesses in a hall, offices on a screen."""

import datetime
import random
from collections.abc import Sequence

from accounts.models import Organisation, User
from ikm.models import Business
from regions.models import Region
from workshops.enums import EventKind, Mode
from workshops.models import Event, Participant
from workshops.services import attendance, events, participants, sessions

SEATS = 50
DECLINED = 2
PLANNED_BEFORE = datetime.timedelta(days=14)
# (title, start, end) on the clock of the place; three JP each.
PROGRAMME = (
    ("Alur sertifikasi halal dan self declare", datetime.time(9, 0), datetime.time(11, 15)),
    ("Menyiapkan dokumen, bahan, dan foto", datetime.time(12, 30), datetime.time(14, 45)),
)
OPENS, CLOSES = datetime.time(8, 30), datetime.time(15, 30)
# The share that comes to the first session, and the share of those who stay after lunch.
TURNOUT = {Mode.ONSITE: (0.86, 0.92), Mode.ONLINE: (0.8, 0.75)}
LATECOMERS = 0.02
FIRST_NAMES = ("Rahmawati", "Syamsul", "Yuliana", "Hendra", "Norhayati", "Iskandar", "Lestari")
LAST_NAMES = ("Saputra", "Kusuma", "Arsyad", "Nugroho", "Wijaya", "Effendi", "Hidayat")


def make_workshop(
    *,
    region: Region,
    organiser: Organisation,
    businesses: Sequence[Business],
    agencies: Sequence[Organisation],
    rng: random.Random,
    by: User,
    day: datetime.date,
    is_over: bool = True,
) -> Event:
    """Writes a hybrid workshop of one day, with attendance when `is_over`.

    Args:
        businesses: candidates for the fifty seats in the hall; the first fifty get one.
        agencies: offices of the other kab/kota; each sends one or two people online.
        by: an officer whose region covers `region`.
    """
    event = _event(region, organiser, by=by, day=day)
    for title, start, end in PROGRAMME:
        sessions.add(
            event=event,
            title=title,
            starts_at=_at(event, day, start),
            ends_at=_at(event, day, end),
            by=by,
        )
    guests = participants.add_businesses(
        event=event, businesses=businesses[:SEATS], mode=Mode.ONSITE, by=by
    )
    _add_officials(event, agencies, rng=rng, by=by)
    for guest in rng.sample(guests, k=min(DECLINED, len(guests) // 10)):
        participants.decline(participant=guest, by=by)
    if is_over:
        for mode in Mode:
            _attend(event, mode, rng=rng, by=by)
    return _dated_back(event)


def _event(region: Region, organiser: Organisation, *, by: User, day: datetime.date) -> Event:
    zone = Event(time_zone=region.time_zone).zone
    details = events.EventDetails(
        kind=EventKind.WORKSHOP,
        title="Workshop Sertifikasi Halal untuk IKM Pangan",
        description="Bawa KTP, NIB, dan daftar bahan. Petugas membantu menyiapkan pengajuan.",
        organiser=organiser,
        starts_at=datetime.datetime.combine(day, OPENS, zone),
        ends_at=datetime.datetime.combine(day, CLOSES, zone),
        venue=f"Aula Pertemuan, {region.name}",
        online_link="https://rapat.contoh.id/workshop-halal",
        onsite_seats=SEATS,
        online_seats=100,
    )
    return events.create(region=region, details=details, by=by)


def _add_officials(
    event: Event, agencies: Sequence[Organisation], *, rng: random.Random, by: User
) -> None:
    names = [f"{first} {last}" for first in FIRST_NAMES for last in LAST_NAMES]
    rng.shuffle(names)
    for agency in agencies:
        for _ in range(rng.randint(1, 2)):
            person = participants.Person(name=names.pop(), agency=agency.name, region=agency.region)
            participants.add_person(event=event, person=person, mode=Mode.ONLINE, by=by)


def _attend(event: Event, mode: Mode, *, rng: random.Random, by: User) -> None:
    """Fills the sheets of all sessions for one mode; some come late, some leave after lunch."""
    come, stay = TURNOUT[mode]
    people = event.participants.registered().filter(mode=mode).order_by("pk")
    share = dict.fromkeys(people.values_list("pk", flat=True), come)
    for session in event.sessions.all():
        present = {pk: mode for pk, chance in share.items() if rng.random() < chance}
        arrived = session.starts_at + datetime.timedelta(minutes=rng.randint(5, 20))
        attendance.save_sheet(session=session, present=present, shown_present=(), by=by, at=arrived)
        share = {pk: stay if pk in present else LATECOMERS for pk in share}


def _dated_back(event: Event) -> Event:
    """Sets the days on which the event was made and its people were put down."""
    planned_at = event.starts_at - PLANNED_BEFORE
    Event.objects.filter(pk=event.pk).update(created_at=planned_at)
    Participant.objects.filter(event=event).update(created_at=planned_at)
    event.refresh_from_db()
    return event


def _at(event: Event, day: datetime.date, hour: datetime.time) -> datetime.datetime:
    return datetime.datetime.combine(day, hour, event.zone)
