"""An owner signs up on a phone, proves with the slip of the office, and reads who saw the data."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from accounts.models import User
from ikm.models import Business
from tests.factories import BATU_TIMBAU, make_business, make_region
from tests.journeys.arriving import connect, sign_up
from tests.journeys.conftest import PHONE, SignIn, Window
from tests.journeys.steps import follow

NIK = "6408174107909001"


@pytest.fixture
def business(db: None) -> Business:
    make_region(BATU_TIMBAU)
    business = make_business(
        name="Kripik Sinar",
        owner_name="Maria Contoh",
        village_id=BATU_TIMBAU,
        district_id=BATU_TIMBAU[:8],
    )
    business.seal_nik(NIK)
    business.save()
    return business


def hand_out_code(page: Page, business: Business) -> str:
    """The officer looks at the NIK for a purpose and prints a slip."""
    page.goto(f"/usaha/{business.pk}/")
    page.get_by_role("link", name="Tampilkan NIK").click()
    page.get_by_label("Memastikan data dengan KTP pemilik").check()
    page.get_by_role("button", name="Tampilkan data pribadi").click()
    expect(page.get_by_text(NIK)).to_be_visible()
    page.get_by_role("link", name="Tutup data pribadi").click()
    expect(page.get_by_text(NIK)).to_have_count(0)
    page.get_by_role("link", name="Buat kode akun").click()
    page.get_by_role("button", name="Buat kode").click()
    return page.get_by_text(re.compile(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$")).inner_text()


@pytest.fixture(params=[True, False], ids=["javascript", "plain"])
def phone(window: Window, request: pytest.FixtureRequest) -> Page:
    """The window of a visitor's phone."""
    return window(phone=True, javascript=request.param)


def test_from_sign_up_to_the_own_record(
    phone: Page, sign_in: SignIn, business: Business, officer: User
) -> None:
    code = hand_out_code(sign_in(officer.email or ""), business)
    phone.goto("/")
    follow(phone, "Daftar akun pemilik usaha")
    sign_up(phone)
    connect(phone, code)
    expect(phone.get_by_text("Kripik Sinar tersambung ke akun Anda.")).to_be_visible()
    expect(phone.get_by_text(f"{officer.name} (Petugas kab/kota) melihat NIK")).to_be_visible()


def test_the_pages_are_accessible_and_fit(
    sign_in: SignIn, business: Business, officer: User, owner: User
) -> None:
    places = {
        officer: [f"{business.pk}/", f"{business.pk}/ubah/", f"{business.pk}/data-pribadi/"],
        owner: ["saya/", "saya/baru/", f"saya/{business.uuid}/"],
    }
    places[officer] += [f"{business.pk}/kode/", "klaim/"]
    for user, paths in places.items():
        page = sign_in(user.email or "", phone=True)
        for path in paths:
            page.goto(f"/usaha/{path}")
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path
            assert Axe().run(page).response["violations"] == [], path
