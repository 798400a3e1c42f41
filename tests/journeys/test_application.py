"""An application's whole life, from the owner's phone to the certificate."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from certification.models import Application, Programme, ReturnReason
from tests.certification.conftest import Case
from tests.factories import assign, make_allocation, make_business, make_programme
from tests.journeys.checking import open_case, tick_reason
from tests.journeys.conftest import SignIn
from tests.journeys.filing import fill_in_six_parts, send, send_photo
from tests.journeys.steps import (
    field,
    fill,
    follow,
    heading,
    in_days,
    press,
    see,
    typed,
)
from tests.journeys.visiting import make_visit, recommend

pytestmark = pytest.mark.django_db(transaction=True)

SIHALAL_NUMBER = "SH2026-1-123456"
CERTIFICATE_NUMBER = "ID64110000123450626"


@pytest.fixture
def programme(province_officer: User) -> Programme:
    return make_programme(
        by=province_officer, quota=10, starts_on=in_days(-30), ends_on=in_days(30)
    )


@pytest.fixture
def case(
    programme: Programme, owner: User, officer: User, companion: User, province_officer: User
) -> Case:
    """A business that the office knows by name, owner and KBLI; its companion is chosen."""
    allocation = make_allocation(programme, granted=3, by=province_officer)
    business = make_business(
        owner=owner, name="Keripik Pisang Uji", kbli_version=2020, kbli_code="10794"
    )
    assign(business, companion)
    return Case(business, programme, allocation, owner, officer, companion)


@pytest.mark.parametrize("javascript", [True, False], ids=["phone", "phone-without-script"])
def test_from_an_owners_phone_to_the_certificate(
    sign_in: SignIn, case: Case, javascript: bool
) -> None:
    """Owner, officer and companion each do their part, once with a correction in between."""
    at_home = sign_in(case.owner.email, phone=True, javascript=javascript)
    start_as_owner(at_home)
    fill_in_six_parts(at_home)
    send(at_home, "Kirim pengajuan")
    desk = sign_in(case.officer.email, javascript=javascript)
    reason = ReturnReason.objects.get(code="product-photo")
    ask_for_a_better_photo(desk, reason)
    mend_the_photo(at_home, reason)
    accept(desk)
    verify(sign_in(case.companion.email, phone=True, javascript=javascript))
    record_certificate(desk)
    at_home.goto("/beranda/")
    see(at_home, "Sertifikat terbit", "Alhamdulillah, sertifikat halal sudah terbit.")
    follow(at_home, "Lihat sertifikat")
    see(at_home, CERTIFICATE_NUMBER)
    look_at_the_programme(desk, case.programme)


def start_as_owner(page: Page) -> None:
    follow(page, "Mulai pengajuan")
    heading(page, "Mulai pengajuan")
    press(page, "Mulai pengajuan")
    heading(page, "Keripik Pisang Uji")
    see(page, "0 dari 6", "Sekitar 15 menit. Boleh berhenti, data tersimpan.")


def ask_for_a_better_photo(page: Page, reason: ReturnReason) -> None:
    open_case(page, "Menunggu pemeriksaan")
    follow(page, "Minta perbaikan")
    tick_reason(page, reason)
    fill(page, {"Catatan untuk pemilik": "Tulisan di kemasan tidak terbaca."})
    press(page, "Minta perbaikan")
    see(page, "dikembalikan untuk diperbaiki.")


def mend_the_photo(page: Page, reason: ReturnReason) -> None:
    """The reason in plain words leads to exactly that part."""
    page.goto("/beranda/")
    see(page, "Perlu diperbaiki", reason.label, reason.advice, "Tulisan di kemasan tidak terbaca.")
    follow(page, "Perbaiki sekarang")
    heading(page, "Foto dan berkas")
    press(page, "Hapus Foto produk dalam kemasan")
    see(page, "Belum ada")
    send_photo(page, "green")
    follow(page, "Semua foto sudah dikirim")
    send(page, "Kirim perbaikan")


def accept(page: Page) -> None:
    open_case(page, "Perbaikan sudah dikirim")
    press(page, "Terima dan lanjut")
    see(page, "Berikutnya: verifikasi pendamping.")


def verify(page: Page) -> None:
    """On the spot with the checklist, then over to SiHalal and its number back."""
    page.goto("/beranda/")
    follow(page, "Buka kunjungan")
    page.get_by_role("link", name=Application.objects.get().business.name, exact=True).click()
    follow(page, "Isi hasil verifikasi")
    make_visit(page)
    recommend(page)
    follow(page, "Salin ke SiHalal")
    expect(field(page, "NIB")).to_have_value("9120000000217")
    fill(page, {"Nomor daftar dari SiHalal": SIHALAL_NUMBER})
    press(page, "Tandai sudah diajukan")
    see(page, "ditandai sudah diajukan di SiHalal.", SIHALAL_NUMBER)


def record_certificate(page: Page) -> None:
    page.goto(f"/pengajuan/{Application.objects.get().number}/")
    follow(page, "Catat sertifikat")
    fill(page, {"Nomor sertifikat halal": "ID12"})
    fill(page, {"Tanggal terbit": typed(in_days(0))})
    press(page, "Catat sertifikat")
    see(page, "Nomor sertifikat halal terdiri dari ID dan 17 angka. Anda menulis 2 angka.")
    fill(page, {"Nomor sertifikat halal": CERTIFICATE_NUMBER})
    press(page, "Catat sertifikat")
    see(page, "tercatat.", CERTIFICATE_NUMBER)


def look_at_the_programme(page: Page, programme: Programme) -> None:
    follow(page, "Program & kuota")
    follow(page, programme.name)
    for figure in ("0 dipesan", "1 diajukan", "1 terbit", "9 sisa"):
        expect(page.locator(".stat").filter(has_text=figure)).to_be_visible()
