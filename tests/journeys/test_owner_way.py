"""An owner alone on a phone, in one piece: from the public check to the look-up after sending."""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from certification.enums import MaterialKind, Status, UploadKind
from certification.models import Application
from ikm.models import Business
from ikm.services import claim_codes
from tests.factories import (
    BATU_TIMBAU,
    EAST_KUTAI,
    make_allocation,
    make_business,
    make_programme,
    make_region,
)
from tests.journeys import arriving, filing
from tests.journeys.conftest import Window
from tests.journeys.hands import KEYBOARD, POINTER, Hands, watched
from tests.journeys.looking import sideways, violations
from tests.journeys.steps import heading, in_days, see

pytestmark = pytest.mark.django_db(transaction=True)

OIL, OIL_NUMBER = "Minyak goreng", "ID64110000123450626"
SUPERVISOR = "Bu Rekaan Baru"
# From the first page of the portal to the state of what was sent.
FEWEST_PAGES = 30


@dataclass(frozen=True)
class Way:
    """With which hands, what is looked at on each page, and whether the office has the business."""

    hands: Hands
    look: Callable[[Page], list[str]]
    is_known: bool
    javascript: bool = True


def accessible(page: Page) -> list[str]:
    return [*sideways(page), *violations(page)]


WAYS = {
    "javascript": Way(POINTER, accessible, is_known=True),
    "plain": Way(POINTER, sideways, is_known=False, javascript=False),
    "keyboard": Way(KEYBOARD, sideways, is_known=False),
}


@pytest.fixture
def officer_with_places(officer: User, province_officer: User) -> User:
    """The officer of a kabupaten with places in a running programme."""
    make_region(BATU_TIMBAU)
    programme = make_programme(
        by=province_officer, quota=10, starts_on=in_days(-30), ends_on=in_days(60)
    )
    make_allocation(programme, granted=3, by=province_officer)
    return officer


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_an_owner_alone(window: Window, officer_with_places: User, way: Way) -> None:
    """Nobody helps: the office gave a slip with a code at most."""
    page = window(phone=True, javascript=way.javascript)
    seen: set[str] = set()
    wrong: list[str] = []

    def look(page: Page) -> None:
        page.wait_for_load_state()
        seen.add(urlsplit(page.url).path)
        wrong.extend(f"{page.url} {text}" for text in way.look(page))

    hands = watched(way.hands, look)
    page.goto("/")
    arrive(page, hands)
    if way.is_known:
        arriving.connect(page, slip_for(officer_with_places), hands)
    else:
        arriving.register(page, EAST_KUTAI, hands)
    start(page, hands)
    fill_in(page, hands)
    send(page, hands)
    application = Application.objects.get()
    was_kept(application)
    keep_the_receipt(page, application)
    look_up(page, application, hands)
    look(page)
    assert wrong == []
    assert len(seen) >= FEWEST_PAGES, seen


def arrive(page: Page, hands: Hands) -> None:
    arriving.check(page, hands)
    hands.follow(page, "Daftar akun pemilik usaha")
    arriving.sign_up(page, hands)


def slip_for(officer: User) -> str:
    """The code that the office hands out for a business of its list."""
    business = make_business(
        name="Kripik Sinar",
        owner_name="Maria Contoh",
        village_id=BATU_TIMBAU,
        district_id=BATU_TIMBAU[:8],
    )
    return claim_codes.make(business=business, by=officer)[1]


def start(page: Page, hands: Hands) -> None:
    hands.follow(page, "Buat pengajuan")
    heading(page, "Mulai pengajuan")
    hands.press(page, "Mulai pengajuan")
    heading(page, "Kripik Sinar")
    see(page, "Jawaban dari cek kelayakan sudah diisikan.")


def fill_in(page: Page, hands: Hands) -> None:
    """The six parts in order, then one more material with its certificate and one more photo."""
    filing.fill_in_six_parts(page, hands)
    hands.follow(page, "4. Bahan (1)")
    hands.follow(page, "Tambah bahan")
    filing.name_material(page, OIL, MaterialKind.CERTIFIED.label, hands)
    see(page, "Sertifikat bahan")
    hands.fill(page, {"Merek bahan": "Rekaan", "Nomor sertifikat halal bahan": OIL_NUMBER})
    hands.press(page, "Simpan bahan")
    see(page, f"{OIL} tersimpan.")
    hands.follow(page, "Semua bahan sudah ditulis")
    hands.follow(page, "6. Foto dan berkas")
    filing.send_photo(page, "green", hands, kind=UploadKind.PLACE.label)
    hands.follow(page, "Semua foto sudah dikirim")


def send(page: Page, hands: Hands) -> None:
    """Looks everything through, changes one answer from there, comes back, and sends."""
    hands.follow(page, "Periksa dan kirim")
    see(page, OIL, filing.STORY)
    hands.follow(page, "Ubah Penyelia halal")
    hands.fill(page, {"Nama penyelia halal": SUPERVISOR})
    hands.press(page, "Simpan jawaban")
    heading(page, "Periksa jawaban sebelum mengirim")
    see(page, SUPERVISOR)
    hands.press(page, "Kirim pengajuan")
    heading(page, "Pengajuan terkirim")


def was_kept(application: Application) -> None:
    """What the owner told is what the office reads."""
    assert application.status == Status.SUBMITTED
    assert application.supervisor_name == SUPERVISOR
    materials = application.materials.order_by("pk").values_list("name", "certificate_number")
    assert list(materials) == [("Pisang kepok", ""), (OIL, OIL_NUMBER)]
    kinds = application.uploads.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == [UploadKind.PRODUCT, UploadKind.PLACE]
    assert Business.objects.get().owner == application.submitted_by


def keep_the_receipt(page: Page, application: Application) -> None:
    see(page, application.number, "Petugas memilihkan pendamping.")
    link = page.get_by_role("link", name="Simpan bukti (PDF)")
    paper = page.request.get(link.get_attribute("href") or "").body()
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=paper, capture_output=True, check=True
    )
    for text in (application.number, "Kripik Sinar"):
        assert text in done.stdout.decode()


def look_up(page: Page, application: Application, hands: Hands) -> None:
    hands.follow(page, "Cek status")
    digits = {"Nomor pengajuan": application.number, "4 angka terakhir HP pemilik": "9301"}
    hands.fill(page, digits)
    hands.press(page, "Cek status")
    heading(page, "Kripik Sinar")
    expect(page.get_by_text("Menunggu pemeriksaan").first).to_be_visible()
