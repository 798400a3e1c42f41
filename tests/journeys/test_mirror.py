"""A companion brings SiHalal's table in: looks, leaves one row out, applies, and takes it back."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from accounts.models import User
from certification.models import Application
from tests.certification.mirror_tables import (
    COMMITTEE,
    NUMBER,
    at_sihalal,
    inquiry,
    number_of,
    told,
)
from tests.factories import make_allocation, make_programme
from tests.journeys.conftest import SignIn
from tests.journeys.steps import field, follow, heading, press, see, wait_for

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("worker"),
]


@pytest.fixture
def cases(province_officer: User, companion: User) -> list[Application]:
    """Two cases in SiHalal, and a third that has a twin."""
    programme = make_programme(by=province_officer)
    allocation = make_allocation(programme, granted=5, by=province_officer)
    made = {"Keripik Rekaan": NUMBER, "Sambal Rekaan": number_of(1), "Roti Rekaan": number_of(2)}
    twin = {"UD. Roti Rekaan": number_of(3)}
    return [
        at_sihalal(allocation, by=companion, number=number, name=name, companion=companion)
        for name, number in (made | twin).items()
    ]


@pytest.mark.parametrize(
    ("phone", "javascript"), [(False, True), (True, False)], ids=["desk", "phone-without-script"]
)
def test_a_pasted_table(
    sign_in: SignIn, companion: User, cases: list[Application], phone: bool, javascript: bool
) -> None:
    page = sign_in(companion.email, phone=phone, javascript=javascript)
    paste_table(page)
    look_at_the_preview(page)
    if javascript:
        assert Axe().run(page).violations_count == 0
    press(page, "Terapkan 2 perubahan")
    wait_for(page, page.get_by_text("2 pengajuan dicocokkan dengan SiHalal"), javascript=javascript)
    assert codes(cases) == ["OF74", "OF10", "OF74", "OF10"]
    follow(page, "Batalkan tabel ini")
    press(page, "Batalkan tabel ini")
    wait_for(page, page.get_by_text("Semua pengajuan kembali"), javascript=javascript)
    assert codes(cases) == ["OF10"] * 4


def codes(cases: list[Application]) -> list[str]:
    found = Application.objects.in_bulk([case.pk for case in cases])
    return [str(found[case.pk].national_status_id) for case in cases]


def paste_table(page: Page) -> None:
    rows = [
        told(NUMBER, COMMITTEE, name="Keripik Rekaan"),
        told(number_of(1), COMMITTEE, name="Sambal Rekaan"),
        told("", COMMITTEE, name="Roti Rekaan"),
        told("SH2026-1-1", COMMITTEE, name="Usaha Orang Lain"),
        told("", "Submitted", name="Keripik Rekaan"),
    ]
    page.goto("/pengajuan/")
    follow(page, "Cermin SiHalal")
    follow(page, "Tempel tabel")
    field(page, "Tempel tabel SiHalal di sini").fill(inquiry(*rows))
    press(page, "Lihat bedanya")


def look_at_the_preview(page: Page) -> None:
    heading(page, "Periksa bedanya sebelum diterapkan")
    see(page, "2 pengajuan akan berubah.", "Tidak ada di portal, atau bukan wewenang Anda.")
    see(page, "Pengajuan ini sudah ada di baris 2.")
    page.get_by_label("Pengajuan untuk baris 4").select_option(index=0)
    press(page, "Pilih pengajuan untuk baris 4")
    see(page, "3 pengajuan akan berubah.")
    press(page, "Lewati baris 3")
    expect(page.get_by_text("Dilewati")).to_be_visible()
    see(page, "2 pengajuan akan berubah.")
