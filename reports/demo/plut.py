"""Scenario plut-2022: consultants of PLUT all over the country, trained online for a week.

Three hundred people, seven days, 2 to 8 June 2022. Who they are and what they learned is invented.
"""

import datetime
import random

from accounts.demo import PHONE, Post, make_organisation, make_person
from accounts.enums import OrganisationKind, Role
from accounts.models import CompanionProfile, Organisation, Qualification, User
from ikm.demo import vocabulary
from regions.models import Level, Region
from reports.demo.plut_attendance import attend
from reports.demo.seeds import Seeds
from reports.demo.statistics import tell_the_planner
from workshops.demo_outcome import Learning, pick_questions, write_survey, write_test
from workshops.enums import EventKind, Mode
from workshops.models import Event, EventReport, Participant, Session, Speaker
from workshops.services import certificates

TITLE = "Bimtek Verifikasi dan Validasi Self-Declare bagi Konsultan PLUT"
OFFICER = "pusat.plut@demo.id"
CONSULTANT = "konsultan.plut@demo.id"
CONSULTANTS, HOUSES, ACCOUNTS = 300, 60, 24
FIRST_DAY, LAST_DAY = datetime.date(2022, 6, 2), datetime.date(2022, 6, 8)
TOLD_ON = datetime.date(2022, 6, 30)
_HOST = "31"
_FIRST_PHONE = 600
_SINCE = datetime.date(2022, 1, 3)
_ASKED_AHEAD = datetime.timedelta(days=14)
_A_DAY = datetime.timedelta(days=1)
_TIME = datetime.time
# Each day four JP and three JP.
_MORNING, _AFTERNOON = (_TIME(8, 0), _TIME(11, 0)), (_TIME(13, 0), _TIME(15, 15))
_DAYS = (
    ("Kebijakan jaminan produk halal", "Peran konsultan PLUT"),
    ("Alur sertifikasi dan SiHalal", "Kriteria self declare"),
    ("Jenis produk dan bahan", "Dokumen bahan"),
    ("Proses produk halal dan SOP", "SJPH dan penyelia halal"),
    ("Verifikasi dokumen", "Latihan verifikasi dokumen"),
    ("Validasi di tempat usaha", "Latihan validasi"),
    ("Label dan kemasan", "Rencana kerja dan tes akhir"),
)
# One after the other, three sessions each.
_SPEAKERS = (
    ("Hendra Wadu", "Deputi bidang usaha mikro"),
    ("Nurul Manafe", "Pelatih halal"),
    ("Ratna Bria", "Pelatih halal"),
    ("Zainal Lay", "Pelatih halal"),
    ("Halimah Seran", "Pelatih halal"),
)
_SESSIONS_EACH = 3
_TOPICS = ("alur", "self-declare", "jenis-produk", "dokumen", "sop", "penyelia", "sjph", "label")
_LEARNING = Learning(knows=0.55, gains=0.5, weak=("sjph",))
_SIGNER = "Hendra Wadu (Deputi)"
_REPORT = {
    "background": (
        "Konsultan PLUT membantu usaha mikro dan kecil. Bimtek ini menyiapkan mereka memeriksa "
        "pengajuan self declare: dokumen (verifikasi) dan tempat produksi (validasi)."
    ),
    "results": (
        "Tujuh hari daring, 49 JP. Konsultan yang hadir paling sedikit 80% dan lulus tes akhir "
        "mendapat sertifikat, dan baru boleh diberi pengajuan."
    ),
    "obstacles": "Sambungan di beberapa daerah lemah; sebagian peserta berhenti di tengah pekan.",
    "suggestions": "Adakan ujian ulang bagi yang belum lulus, dan pendampingan setelah bimtek.",
}


def is_loaded() -> bool:
    """Whether the scenario is in the database."""
    return Event.objects.filter(title=TITLE).exists()


def load(*, businesses: int, seeds: Seeds, today: datetime.date) -> None:
    """Writes the houses, their consultants and the week; there are no businesses in it."""
    office = make_organisation(
        kind=OrganisationKind.OTHER,
        name="Kementerian Koperasi dan UKM",
        short_name="KemenKopUKM",
        region_code=_HOST,
    )
    by = _officer(office)
    event = _event(office)
    _teach(event)
    _add_consultants(event, seeds.rng("people"))
    tell_the_planner()
    attend(event, rng=seeds.rng("attendance"), by=by)
    questions = pick_questions(_TOPICS, each=2)
    write_test(event, questions, _LEARNING, rng=seeds.rng("test"), by=by)
    write_survey(event, share=0.55, rng=seeds.rng("survey"))
    issued_at = event.ends_at + 6 * _A_DAY
    certificates.issue(event=event, by=by, now=issued_at)
    certificates.sign(event=event, signed_on=TOLD_ON, name=_SIGNER, by=by)
    EventReport.objects.create(event=event, changed_at=issued_at, changed_by=by, **_REPORT)
    tell_the_planner()


def _officer(office: Organisation) -> User:
    post = Post(Role.PROVINCE_OFFICER, _HOST)
    phone = PHONE.format(_FIRST_PHONE)
    return make_person(name="Sumiati Radja", phone=phone, email=OFFICER, posts=[post], since=_SINCE)


def _event(office: Organisation) -> Event:
    region = Region.objects.get(code=_HOST)
    zone = Event(time_zone=region.time_zone).zone
    starts_at = datetime.datetime.combine(FIRST_DAY, _MORNING[0], zone)
    return Event.objects.create(
        kind=EventKind.BIMTEK,
        title=TITLE,
        description="Seluruhnya daring. Hadir setiap hari; kehadiran dihitung per sesi.",
        region=region,
        organiser=office,
        starts_at=starts_at,
        ends_at=datetime.datetime.combine(LAST_DAY, _AFTERNOON[1], zone),
        time_zone=region.time_zone,
        online_link="https://rapat.contoh.id/bimtek-plut",
        min_attendance_percent=80,
        min_score_percent=50,
        gives_qualification=Qualification.objects.get(code="bimtek-verifikasi-plut"),
        changed_at=starts_at - _ASKED_AHEAD,
        created_at=starts_at - _ASKED_AHEAD,
    )


def _teach(event: Event) -> None:
    zone = event.zone
    sessions = [
        Session.objects.create(
            event=event,
            title=title,
            starts_at=datetime.datetime.combine(FIRST_DAY + place * _A_DAY, start, zone),
            ends_at=datetime.datetime.combine(FIRST_DAY + place * _A_DAY, end, zone),
        )
        for place, titles in enumerate(_DAYS)
        for title, (start, end) in zip(titles, (_MORNING, _AFTERNOON), strict=True)
    ]
    for place, session in enumerate(sessions):
        name, position = _SPEAKERS[place // _SESSIONS_EACH]
        Speaker.objects.create(event=event, session=session, name=name, position=position)


def _add_consultants(event: Event, rng: random.Random) -> None:
    """Five of each house; some have an account here, as they help businesses."""
    houses = _houses(rng)
    people = [
        Participant(
            event=event,
            name=name,
            agency=house.name,
            region_id=house.region_id,
            mode=Mode.ONLINE,
            created_at=event.created_at,
        )
        for name, house in zip(_names(rng), houses * (CONSULTANTS // HOUSES), strict=True)
    ]
    for number, person in enumerate(people[:ACCOUNTS]):
        person.user = _account(person, houses[number], number)
        person.phone = person.user.phone or ""
    Participant.objects.bulk_create(people)


def _houses(rng: random.Random) -> list[Organisation]:
    """Two or less in each province, each in another kab/kota."""
    regencies = Region.objects.filter(level=Level.REGENCY).order_by("code")
    of_province: dict[str, list[Region]] = {}
    for region in regencies:
        of_province.setdefault(region.code[:2], []).append(region)
    chosen = [region for regions in of_province.values() for region in rng.sample(regions, 2)]
    return [
        make_organisation(
            kind=OrganisationKind.PLUT,
            name=f"PLUT {region.name}",
            short_name=f"PLUT {region.name}"[:40],
            region_code=region.code,
        )
        for region in sorted(rng.sample(chosen, HOUSES), key=lambda region: region.code)
    ]


def _account(person: Participant, house: Organisation, number: int) -> User:
    user = make_person(
        name=person.name,
        phone=PHONE.format(_FIRST_PHONE + 1 + number),
        email="" if number else CONSULTANT,
        posts=[Post(Role.COMPANION, organisation=house)],
        since=_SINCE,
    )
    CompanionProfile.objects.create(user=user, organisation=house)
    return user


def _names(rng: random.Random) -> list[str]:
    """Names from all over the country, each once."""
    words = vocabulary()
    given = [*words["female"], *words["male"]]
    families = sorted({name for names in words["family"].values() for name in names})
    return rng.sample([f"{first} {last}" for first in given for last in families], CONSULTANTS)
