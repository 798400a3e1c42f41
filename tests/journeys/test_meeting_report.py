"""An officer turns Zoom's report into presence, on a phone and without JavaScript."""

import datetime

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.journeys.conftest import SignIn
from tests.journeys.steps import follow, heading, press, see
from tests.workshops import meeting_files as files
from tests.workshops.making import at, join_person, make_event, make_session
from workshops.models import Event

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def event(officer: User) -> Event:
    event = make_event(by=officer)
    make_session(event, by=officer, title="Alur sertifikasi")
    for name in ("Ani Contoh", "Budi Rekaan", "Citra Umpama"):
        join_person(event, name=name, by=officer)
    return event


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_report_becomes_presence(
    sign_in: SignIn, officer: User, event: Event, javascript: bool
) -> None:
    page = sign_in(officer.email, phone=True, javascript=javascript)
    page.goto(f"/kegiatan/{event.pk}/laporan-rapat/")
    send(page, report_of_zoom())
    see(page, "4 nama terbaca dari Zoom.")
    press(page, "Terima 2 nama yang cocok")
    see(page, "2 nama dicocokkan dengan peserta.")
    page.get_by_label("Sitra Umpama").select_option(index=1)
    page.get_by_role("button", name="Simpan pilihan").first.click()
    see(page, "1 pilihan tersimpan.")
    page.get_by_label("iPhone").select_option("Bukan peserta")
    press(page, "Simpan pilihan")
    see(page, "1 pilihan tersimpan.")
    fits(page)
    press(page, "Catat 2 kehadiran")
    see(page, "2 kehadiran baru dicatat.")
    follow(page, "Lihat menit Alur sertifikasi")
    heading(page, "Menit peserta")
    for name, words in (("Budi Rekaan", "30 Kurang"), ("Ani Contoh", "90 Cukup")):
        row = page.get_by_role("row").filter(has_text=name)
        expect(row).to_contain_text(words.split()[0])
        expect(row).to_contain_text(words.split()[1])
    fits(page)
    follow(page, "Kembali ke laporan rapat")
    press(page, "Batalkan laporan ini")
    see(page, "Laporan dibatalkan, 2 kehadiran dihapus.")


def report_of_zoom() -> bytes:
    whole = (at(9), at(10, 30))
    names = {"Ani Contoh": whole, "Budi Rekaan": (at(9), at(9, 30))}
    names |= {"Sitra Umpama": whole, "iPhone": whole}
    stays: list[tuple[str, str, datetime.datetime, datetime.datetime]] = [
        (name, "", start, end) for name, (start, end) in names.items()
    ]
    return files.zoom(stays)


def send(page: Page, content: bytes) -> None:
    page.get_by_label("Berkas laporan peserta").set_input_files(
        {"name": "rapat.csv", "mimeType": "text/csv", "buffer": content}
    )
    press(page, "Baca berkas")


def fits(page: Page) -> None:
    """Nothing is wider than the phone."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.locator("html").evaluate("root => root.scrollWidth") <= width
