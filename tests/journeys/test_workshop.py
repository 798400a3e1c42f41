"""An officer holds a hybrid workshop and follows its participants to their applications."""

import pytest
from playwright.sync_api import Page, expect

from accounts.enums import OrganisationKind
from accounts.models import User
from tests.certification.conftest import Case
from tests.certification.steps import submitted
from tests.factories import (
    EAST_KUTAI,
    assign,
    make_allocation,
    make_business,
    make_organisation,
    make_programme,
)
from tests.journeys.conftest import SignIn
from tests.journeys.steps import field, fill, follow, heading, in_days, press, see, typed

pytestmark = pytest.mark.django_db(transaction=True)

TITLE = "Workshop Sertifikasi Halal Uji"


@pytest.fixture
def case(owner: User, officer: User, companion: User, province_officer: User) -> Case:
    """A business that takes part and has everything for an application."""
    make_organisation(kind=OrganisationKind.DINAS, name="Dinas Uji", region=EAST_KUTAI)
    programme = make_programme(by=province_officer, starts_on=in_days(-30), ends_on=in_days(30))
    allocation = make_allocation(programme, granted=3, by=province_officer)
    fields = {"nib": "9120000000417", "scale": "micro", "address": "Jalan Uji 1"}
    business = make_business(owner=owner, name="Amplang Uji Satu", phone="+6283400009501", **fields)
    assign(business, companion)
    return Case(business, programme, allocation, owner, officer, companion)


def test_a_hybrid_workshop_leads_to_applications(sign_in: SignIn, case: Case) -> None:
    for name in ("Amplang Uji Dua", "Amplang Uji Tiga"):
        make_business(name=name)
    page = sign_in(case.officer.email)
    make_event(page)
    add_businesses(page)
    add_somebody_online(page)
    take_attendance(page)
    application = submitted(case)
    follow_them(page)
    follow(page, application.number)
    heading(page, "Amplang Uji Satu")


def make_event(page: Page) -> None:
    follow(page, "Kegiatan")
    follow(page, "Buat kegiatan")
    answers = {
        "Nama kegiatan": TITLE,
        "Tanggal mulai": typed(in_days(-1)),
        "Jam mulai": "09.00",
        "Jam selesai": "15.00",
        "Tempat": "Aula Dinas, Sangatta",
        "Tautan rapat daring": "https://rapat.contoh.id/halal",
        "Kursi di tempat": "2",
    }
    fill(page, answers)
    press(page, "Simpan kegiatan")
    heading(page, "Tambah sesi")
    fill(page, {"Nama sesi": "Alur sertifikasi", "Tanggal mulai": typed(in_days(-1))})
    fill(page, {"Jam mulai": "09.00", "Jam selesai": "12.00"})
    press(page, "Simpan sesi")
    heading(page, TITLE)


def add_businesses(page: Page) -> None:
    """Three are too many for two seats; two fit."""
    follow(page, "Atur peserta")
    tick(page, "Amplang Uji Satu", "Amplang Uji Dua", "Amplang Uji Tiga")
    see(page, "Kursi di tempat tinggal 2.")
    tick(page, "Amplang Uji Satu", "Amplang Uji Dua")
    see(page, "2 usaha ditambahkan.")


def tick(page: Page, *names: str) -> None:
    fill(page, {"Cari usaha": "amplang uji"})
    page.get_by_role("main").get_by_role("button", name="Cari usaha").click()
    for name in names:
        page.get_by_role("checkbox", name=name).check()
    press(page, "Tambah usaha terpilih")


def add_somebody_online(page: Page) -> None:
    page.get_by_text("Tambah orang dari dinas atau LP3H").click()
    fill(page, {"Nama": "Rina Rekaan", "Dinas atau lembaga": "Dinas Perindustrian Berau"})
    field(page, "Kabupaten/kota asal").select_option(label="Kabupaten Kutai Timur")
    press(page, "Tambah peserta")
    row = page.get_by_role("row").filter(has_text="Rina Rekaan")
    expect(row).to_contain_text("Daring")


def take_attendance(page: Page) -> None:
    """One tick each is saved at once, and undone as easily."""
    follow(page, "Kembali ke kegiatan")
    page.get_by_role("link", name="Catat kehadiran").first.click()
    for name in ("Pemilik Uji", "Rina Rekaan"):
        row = page.get_by_role("row").filter(has_text=name).first
        row.get_by_role("checkbox").check()
        expect(row).to_contain_text("Hadir")
    page.reload()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(2)
    see(page, "2 dari 3 orang")


def follow_them(page: Page) -> None:
    follow(page, "Kembali ke kehadiran")
    follow(page, "Kembali ke kegiatan")
    follow(page, "Lihat lanjutan ke sertifikat")
    heading(page, "Dari kegiatan ke sertifikat")
    for line in ("Diundang 2 0 2 100%", "Hadir 1 0 1 50%", "Dikirim 1 0 1 50%"):
        expect(page.get_by_role("row", name=line)).to_be_visible()
    see(page, "1 peserta dari dinas dan lembaga (1 hadir) tidak dihitung di sini.")
