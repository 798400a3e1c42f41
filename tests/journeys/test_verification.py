"""A companion visits a business, with a phone 360 pixels wide."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from accounts.models import User
from certification.enums import Status
from certification.models import Application, Programme, Verification
from tests.certification.conftest import Case
from tests.certification.steps import accepted
from tests.factories import assign, make_allocation, make_business, make_programme, make_region
from tests.journeys.conftest import SignIn
from tests.journeys.steps import follow, heading, in_days, press, see
from tests.journeys.visiting import (
    OVERVIEW,
    find_in_order,
    make_visit,
    recommend,
    say_when,
    send_place,
)

pytestmark = pytest.mark.django_db(transaction=True)

SANGKULIRANG = "64.08.05"
AXE = {"resultTypes": ["violations"]}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def programme(province_officer: User) -> Programme:
    return make_programme(
        by=province_officer, quota=10, starts_on=in_days(-30), ends_on=in_days(30)
    )


@pytest.fixture
def case(
    programme: Programme, owner: User, officer: User, companion: User, province_officer: User
) -> Case:
    allocation = make_allocation(programme, granted=3, by=province_officer)
    business = make_business(
        owner=owner,
        name="Keripik Pisang Uji",
        nib="9120000000417",
        scale="micro",
        phone="+6281200000099",
        address="Jalan Rekaan 9",
        district=make_region(SANGKULIRANG),
        kbli_version=2020,
        kbli_code="10794",
    )
    assign(business, companion)
    return Case(business, programme, allocation, owner, officer, companion)


@pytest.fixture
def waiting(case: Case) -> Application:
    return accepted(case)


@pytest.mark.parametrize("javascript", [True, False], ids=["phone", "phone-without-script"])
def test_a_companion_visits_and_recommends(
    sign_in: SignIn, case: Case, waiting: Application, javascript: bool
) -> None:
    page = sign_in(case.companion.email, phone=True, javascript=javascript)
    follow(page, "Kunjungan")
    heading(page, "Kunjungan Anda")
    see(page, "Keripik Pisang Uji", "Kecamatan Sangkulirang", "10 hari kerja lagi")
    page.get_by_role("link", name="Mulai kunjungan Keripik Pisang Uji").click()
    say_when(page)
    page.goto("/verifikasi/")
    see(page, "Lanjutkan (1/16)")
    page.goto(f"/pengajuan/{waiting.number}/verifikasi/")
    make_rest_of_visit(page)
    recommend(page)
    waiting.refresh_from_db()
    assert waiting.status == Status.READY
    desk = sign_in(case.officer.email, javascript=javascript)
    desk.goto(f"/pengajuan/{waiting.number}/")
    follow(desk, "Baca hasil verifikasi")
    see(desk, "Direkomendasikan", "tidak diragukan", case.companion.name)


def make_rest_of_visit(page: Page) -> None:
    """The day is said already, so the way begins with the photo."""
    page.get_by_role("link", name="Lanjutkan: Foto di tempat usaha").click()
    send_place(page)
    while page.get_by_role("heading", level=1).inner_text() != OVERVIEW:
        find_in_order(page)


def test_the_place_is_filled_in_only_on_request(
    sign_in: SignIn, case: Case, waiting: Application
) -> None:
    page = sign_in(case.companion.email, phone=True)
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 0.538412, "longitude": 117.127388})
    page.goto(f"/pengajuan/{waiting.number}/verifikasi/kunjungan/")
    expect(page.get_by_label("Garis lintang")).to_have_value("")
    press(page, "Pakai lokasi saya")
    see(page, "Lokasi terisi.")
    expect(page.get_by_label("Garis lintang")).to_have_value("0.538")
    expect(page.get_by_label("Garis bujur")).to_have_value("117.127")
    say_when(page)
    heading(page, "Foto di tempat usaha")
    assert str(Verification.objects.get().latitude) == "0.538"


def test_without_a_place_the_visit_goes_on(
    sign_in: SignIn, case: Case, waiting: Application
) -> None:
    page = sign_in(case.companion.email, phone=True)
    page.context.clear_permissions()
    page.goto(f"/pengajuan/{waiting.number}/verifikasi/kunjungan/")
    press(page, "Pakai lokasi saya")
    see(page, "Lokasi tidak ditemukan. Isi sendiri, atau kosongkan.")
    say_when(page)
    heading(page, "Foto di tempat usaha")


def test_answers_are_given_with_the_keyboard_alone(
    sign_in: SignIn, case: Case, waiting: Application
) -> None:
    page = sign_in(case.companion.email, phone=True)
    page.goto(f"/pengajuan/{waiting.number}/verifikasi/periksa/hygiene/")
    tab_to(page, "is_met")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).not_to_have_text(
        "Tempat produksi bersih dan bebas najis"
    )
    answer = Verification.objects.get().answers.get()
    assert (answer.item.code, answer.is_met) == ("hygiene", True)


def tab_to(page: Page, name: str) -> None:
    """Presses Tab until the field has the focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            return
    raise AssertionError(f"no way to {name} by keyboard")


def test_every_page_of_a_visit_is_accessible(
    sign_in: SignIn, case: Case, waiting: Application
) -> None:
    page = sign_in(case.companion.email, phone=True)
    visit = f"/pengajuan/{waiting.number}/verifikasi"
    material = waiting.materials.get().pk
    paths = ["", "kunjungan/", "foto/", "periksa/hygiene/", f"bahan/{material}/", "rekomendasi/"]
    wrong = []
    for path in ["/verifikasi/", *(f"{visit}/{path}" for path in paths)]:
        page.goto(path)
        assert page.evaluate(SIDEWAYS) == 0, path
        wrong += [(path, v["id"]) for v in Axe().run(page, options=AXE).response["violations"]]
    make_visit_from(page, visit)
    page.goto(f"{visit}/hasil/")
    wrong += [("hasil", v["id"]) for v in Axe().run(page, options=AXE).response["violations"]]
    assert wrong == []


def make_visit_from(page: Page, visit: str) -> None:
    page.goto(f"{visit}/")
    make_visit(page)
    recommend(page)
