"""A visitor finds an event on the phone, signs up, and comes back to the own page."""

import pytest
from playwright.sync_api import Page

from accounts.models import User
from tests.factories import EAST_KUTAI
from tests.journeys.conftest import Window
from tests.journeys.looking import looks_wrong
from tests.journeys.steps import choose, fill, follow, heading, in_days, pick, press, see
from tests.journeys.weighing import PUBLIC, Weights, weighs_too_much
from tests.workshops.making import at, make_event
from workshops.models import Event

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(params=[True, False], ids=["javascript", "plain"])
def phone(window: Window, request: pytest.FixtureRequest) -> Page:
    """The window of a visitor's phone."""
    return window(phone=True, javascript=request.param)


@pytest.fixture
def event(officer: User) -> Event:
    day = in_days(10)
    return make_event(
        by=officer,
        title="Bimtek Alur Self Declare",
        is_public=True,
        onsite_seats=20,
        starts_at=at(9, day=day),
        ends_at=at(12, day=day),
    )


def is_fine(page: Page, request: pytest.FixtureRequest) -> None:
    """Axe at both widths, nothing beside the screen, and the weight of a first visit."""
    if "javascript" not in request.node.name:
        return
    weights: Weights = {}
    assert [*looks_wrong(page), *weighs_too_much(page, PUBLIC, weights)] == [], page.url


def test_a_visitor_signs_up_from_the_home_page(
    phone: Page, event: Event, request: pytest.FixtureRequest
) -> None:
    phone.goto("/")
    follow(phone, "Jadwal kegiatan")
    see(phone, "20 tersisa")
    is_fine(phone, request)
    follow(phone, event.title)
    see(phone, "WITA", "Aula Uji")
    is_fine(phone, request)
    follow(phone, "Daftar kegiatan")
    press(phone, "Saya hadir")
    see(phone, "Tulis nama Anda.")
    is_fine(phone, request)
    fill(phone, {"Nama Anda": "Ani Contoh", "Usaha atau instansi": "Keripik Contoh"})
    pick(phone, "Kabupaten/kota", EAST_KUTAI)
    fill(phone, {"Nomor HP": "0812-3456-7890"})
    choose(phone, "Cara hadir", "Di tempat")
    press(phone, "Saya hadir")
    heading(phone, event.title)
    see(phone, "Anda terdaftar.")
    is_fine(phone, request)
    assert event.participants.get().status == "registered"
    phone.goto(f"/kegiatan/{event.pk}/daftar/")
    follow(phone, "Buka halaman peserta")
    see(phone, "Ani Contoh")
