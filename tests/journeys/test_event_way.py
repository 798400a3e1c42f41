"""A workshop from its copy to its certificates, on phones of 360 px, also without JavaScript."""

import re
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.db.models import F
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.enums import OrganisationKind
from accounts.models import User
from tests.factories import EAST_KUTAI, SAMARINDA, make_business, make_organisation, make_region
from tests.journeys.conftest import SignIn, Window
from tests.journeys.looking import sideways
from tests.journeys.steps import (
    field,
    fill,
    follow,
    heading,
    in_days,
    pick,
    press,
    see,
    typed,
)
from tests.workshops.held import held_event
from tests.workshops.testing import make_test
from workshops.models import Event, KnowledgeTest, Session, SurveyQuestion

pytestmark = pytest.mark.django_db(transaction=True)

TITLE = "Bimtek Alur Uji"
HALF_HOUR = timedelta(minutes=30)


@pytest.fixture
def people(officer: User, owner: User) -> tuple[User, User]:
    """Who signs in; the others come by a link."""
    return officer, owner


@pytest.fixture
def earlier(officer: User, owner: User) -> Event:
    """The event of last time, with a session and a test of two questions."""
    make_region(SAMARINDA)
    make_organisation(kind=OrganisationKind.DINAS, name="Dinas Uji", region=EAST_KUTAI)
    make_business(owner=owner, name="Amplang Uji", owner_name="Maria Uji")
    event = held_event(officer, title=TITLE)
    make_test(event, by=officer, count=2)
    return event


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "plain"])
def test_an_event_from_its_copy_to_its_certificates(
    window: Window, sign_in: SignIn, people: tuple[User, User], earlier: Event, javascript: bool
) -> None:
    officer, owner = people
    office = sign_in(officer.email, phone=True, javascript=javascript)
    event = plan(office, earlier)
    guest = window(phone=True, javascript=javascript)
    guest.goto(invite(office))
    answer_for_the_delegation(guest)
    entrepreneur = sign_in(owner.email, phone=True, javascript=javascript)
    take_a_seat(entrepreneur)

    move(event, to=timezone.now() + HALF_HOUR / 2)
    take_test(entrepreneur, "tes awal", "Satu", "Dua")
    note_presence(office, event, badge=badge_of(guest), guest=entrepreneur)

    move(event, to=timezone.now() - (event.ends_at - event.starts_at) - HALF_HOUR)
    take_test(entrepreneur, "tes akhir", "Satu", "Satu")
    see(entrepreneur, "Nilai Anda: 2 dari 2 benar")
    follow(entrepreneur, "Kembali ke halaman Anda")
    say_what_it_was_like(entrepreneur)
    hand_out(office, event)
    check_certificate(entrepreneur, event, window(phone=True, javascript=javascript))
    decide(office)
    read_results(office, event)


def plan(page: Page, earlier: Event) -> Event:
    """Copies the event of last time, and opens it to everybody, with a rule."""
    page.goto(f"/kegiatan/{earlier.pk}/")
    press(page, "Salin kegiatan")
    press(page, "Simpan kegiatan")
    follow(page, "Aturan kegiatan")
    page.get_by_label("Tampilkan di jadwal umum").check()
    fill(page, {"Syarat kehadiran (persen JP)": "80"})
    press(page, "Simpan aturan")
    assert sideways(page) == []
    return Event.objects.exclude(pk=earlier.pk).get()


def invite(page: Page) -> str:
    """Keeps a seat for the office of another kab/kota; gives the link of its invitation."""
    follow(page, "Undangan")
    follow(page, "Tambah delegasi")
    pick(page, "Kabupaten/kota asal", SAMARINDA)
    fill(page, {"Jumlah kursi": "1"})
    press(page, "Simpan delegasi")
    assert sideways(page) == []
    page.get_by_role("link", name=re.compile(r"^Ubah .*Samarinda")).click()
    # The portal's own name stands in it; the test's server has another.
    return urlsplit(field(page, "Tautan jawaban").input_value()).path


def answer_for_the_delegation(page: Page) -> None:
    heading(page, "Jawab undangan")
    person = page.get_by_role("group", name="Orang 1")
    person.get_by_label("Nama").fill("Budi Uji")
    press(page, "Simpan jawaban")
    assert sideways(page) == []
    follow(page, "Budi Uji")
    heading(page, TITLE)


def take_a_seat(page: Page) -> None:
    """An owner with one business needs one tap in the public calendar."""
    follow(page, "Kegiatan")
    follow(page, TITLE)
    follow(page, "Daftar kegiatan")
    press(page, "Saya hadir")
    see(page, "Maria Uji", "Kode hadir Anda")
    assert sideways(page) == []


def move(event: Event, *, to: datetime) -> None:
    """Time passes: the event starts then, and everything about it moves along."""
    span = to - event.starts_at
    Event.objects.filter(pk=event.pk).update(
        starts_at=F("starts_at") + span, ends_at=F("ends_at") + span
    )
    Session.objects.filter(event=event).update(
        starts_at=F("starts_at") + span, ends_at=F("ends_at") + span
    )
    times = ("pre_opens_at", "pre_closes_at", "post_opens_at", "post_closes_at")
    KnowledgeTest.objects.filter(event=event).update(**{name: F(name) + span for name in times})
    event.refresh_from_db()


def take_test(page: Page, test: str, *answers: str) -> None:
    page.reload()
    follow(page, f"Isi {test}")
    press(page, f"Mulai {test}")
    for number, answer in enumerate(answers, start=1):
        heading(page, f"Soal {number} dari {len(answers)}")
        page.get_by_label(answer).check()
        press(page, "Periksa jawaban" if number == len(answers) else "Simpan dan lanjut")
    expect(page.get_by_role("button", name=f"Kirim {test}", exact=True)).to_be_visible()
    assert sideways(page) == []
    press(page, f"Kirim {test}")
    see(page, f"{len(answers)} dari {len(answers)} soal Anda jawab.")
    if test == "tes awal":
        follow(page, "Kembali ke halaman Anda")


def badge_of(page: Page) -> str:
    """What the guest shows at the door."""
    return page.get_by_text(re.compile(r"^\w{4} \w{4} \w{4}$")).inner_text()


def note_presence(page: Page, event: Event, *, badge: str, guest: Page) -> None:
    """One code is typed at the door; somebody else types the code of the room."""
    page.goto(f"/kegiatan/{event.pk}/")
    follow(page, "Kehadiran")
    page.get_by_role("link", name="Pindai kehadiran").click()
    fill(page, {"Kode hadir": badge})
    press(page, "Catat kehadiran")
    see(page, "Hadir: Budi Uji")
    expect(page.locator("[data-peran=jumlah]")).to_have_text("1")
    follow(page, "Kembali ke kehadiran")
    page.get_by_role("link", name="Kode ruangan").click()
    press(page, "Tampilkan kode")
    code = page.get_by_text(re.compile(r"^[A-Z0-9]{5}$")).inner_text()
    assert sideways(page) == []
    guest.reload()
    follow(guest, "Catat kehadiran dengan kode ruangan")
    fill(guest, {"Kode ruangan": code.lower()})
    press(guest, "Catat kehadiran saya")
    see(guest, "Hadir")


def say_what_it_was_like(page: Page) -> None:
    follow(page, "Isi survei")
    for question in SurveyQuestion.objects.filter(kind="scale"):
        page.get_by_role("group", name=question.text).get_by_label("Setuju", exact=True).check()
    press(page, "Kirim pendapat")
    see(page, "Terima kasih, Anda sudah mengisi survei ini.")
    follow(page, "Kembali ke halaman kegiatan")


def hand_out(page: Page, event: Event) -> None:
    page.goto(f"/kegiatan/{event.pk}/")
    follow(page, "Sertifikat")
    press(page, "Terbitkan 2 sertifikat")
    expect(page.get_by_role("row").filter(has_text="Maria Uji")).to_contain_text("Draf")
    assert sideways(page) == []


def check_certificate(page: Page, event: Event, anybody: Page) -> None:
    """The owner gets the paper; whoever reads its code learns no name."""
    page.reload()
    link = page.get_by_role("link", name="Unduh sertifikat (PDF)").get_attribute("href")
    paper = page.request.get(str(link))
    assert paper.ok
    assert paper.body().startswith(b"%PDF")
    certificate = event.certificates.get(name="Maria Uji")
    anybody.goto(f"/v/{certificate.code}/")
    see(anybody, certificate.number, "M. U.", "belum ditandatangani")
    assert "Maria" not in anybody.content()


def decide(page: Page) -> None:
    follow(page, "Notula")
    follow(page, "Tambah keputusan")
    fill(page, {"Keputusan": "Bagi kuota per kecamatan", "Batas waktu": typed(in_days(7))})
    field(page, "Penanggung jawab").select_option(label="Dinas Uji")
    press(page, "Simpan keputusan")
    see(page, "Bagi kuota per kecamatan", "Dinas Uji")
    assert sideways(page) == []


def read_results(page: Page, event: Event) -> None:
    """One business came, and was found by its own check-in; the office is counted apart."""
    follow(page, "Hasil")
    heading(page, "Dari kegiatan ke sertifikat")
    row = page.get_by_role("row").filter(has_text="Hadir").first
    expect(row).to_contain_text("1")
    see(page, "1 peserta dari dinas dan lembaga (1 hadir) tidak dihitung di sini.")
    assert sideways(page) == []
    evidence = event.participants.filter(attendances__isnull=False)
    found = dict(evidence.values_list("name", "attendances__evidence"))
    assert found == {"Budi Uji": "scan", "Maria Uji": "self"}
