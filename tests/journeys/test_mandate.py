"""A companion files for an owner, by paper or by a code; the owner sees it and stops it."""

import re

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from certification.enums import MandateProof
from certification.models import Application, Mandate
from tests.certification.conftest import Case, photo_file
from tests.factories import assign, make_allocation, make_business, make_programme
from tests.journeys.conftest import SignIn
from tests.journeys.filing import fill_in_six_parts, send
from tests.journeys.looking import sideways, violations
from tests.journeys.steps import choose, field, fill, follow, heading, in_days, press, see

pytestmark = pytest.mark.django_db(transaction=True)

NAME = "Keripik Pisang Uji"


@pytest.fixture
def case(owner: User, officer: User, companion: User, province_officer: User) -> Case:
    """A business with an account of its owner, and its companion."""
    programme = make_programme(
        by=province_officer, quota=10, starts_on=in_days(-30), ends_on=in_days(60)
    )
    allocation = make_allocation(programme, granted=3, by=province_officer)
    business = make_business(owner=owner, name=NAME, phone="+6283400009301")
    assign(business, companion)
    return Case(business, programme, allocation, owner, officer, companion)


def is_fine(page: Page) -> None:
    """Nothing for axe, nothing beside the screen."""
    assert [*sideways(page), *violations(page)] == [], page.url


def test_a_companion_files_under_a_paper_and_the_owner_stops_it(
    sign_in: SignIn, case: Case
) -> None:
    phone = sign_in(case.companion.email, phone=True)
    ask_for_a_mandate(phone)
    send_the_paper(phone)
    begin(phone)
    fill_in_six_parts(phone)
    send(phone, "Kirim pengajuan")
    hand_over_the_receipt(phone)
    at_home = sign_in(case.owner.email, phone=True)
    look_what_was_done(at_home, case)
    stop(at_home, case)
    phone.goto("/kuasa/")
    see(phone, "Dicabut")


def ask_for_a_mandate(page: Page) -> None:
    """Without a mandate nothing begins, and the page says what to do."""
    page.goto("/usaha/")
    follow(page, NAME)
    follow(page, "Buat pengajuan")
    heading(page, "Mulai pengajuan")
    expect(page.get_by_role("button", name="Mulai pengajuan")).to_have_count(0)
    follow(page, "Minta kuasa pemilik")
    heading(page, "Minta kuasa pemilik")
    see(page, "Bacakan kalimat ini kepada pemilik.")
    is_fine(page)


def send_the_paper(page: Page) -> None:
    address = page.get_by_role("link", name="Unduh surat untuk dicetak (PDF)")
    sheet = page.request.get(address.get_attribute("href") or "")
    assert sheet.body().startswith(b"%PDF-")
    press(page, "Kirim foto surat")
    see(page, "Pilih foto surat yang sudah ditandatangani.")
    is_fine(page)
    choose(page, "Apa yang ada di surat?", "Cap jempol pemilik")
    paper = photo_file("surat.jpg")
    field(page, "Foto surat").set_input_files(
        {"name": "surat.jpg", "mimeType": "image/jpeg", "buffer": paper.read()}
    )
    press(page, "Kirim foto surat")
    see(page, "tersimpan.")
    assert Mandate.objects.get().proof == MandateProof.THUMB


def begin(page: Page) -> None:
    heading(page, "Mulai pengajuan")
    press(page, "Mulai pengajuan")
    heading(page, NAME)


def hand_over_the_receipt(page: Page) -> None:
    """One tap leads to WhatsApp with the text; the paper is a PDF."""
    follow(page, "Beri pemilik tanda terima")
    heading(page, "Tanda terima untuk pemilik")
    link = page.get_by_role("link", name="Kirim lewat WhatsApp")
    expect(link).to_have_attribute("href", re.compile(r"^https://wa\.me/6283400009301\?text="))
    see(page, "Keripik Pisang Asin")
    is_fine(page)
    paper = page.get_by_role("link", name="Unduh untuk dicetak (PDF)").get_attribute("href") or ""
    assert page.request.get(paper).body().startswith(b"%PDF-")


def look_what_was_done(page: Page, case: Case) -> None:
    see(page, "Menunggu pemeriksaan", case.companion.name)
    page.goto("/pengajuan/")
    follow(page, "Yang diisi atas nama Anda")
    heading(page, "Yang diisi atas nama Anda")
    see(page, f"{case.companion.name} mengirim pengajuan")
    is_fine(page)
    page.get_by_role("link", name=case.companion.name, exact=True).click()
    see(page, "Foto surat dengan cap jempol", "Setiap kali dilihat, tercatat.")
    is_fine(page)
    paper = page.get_by_role("link", name="Lihat foto surat").get_attribute("href") or ""
    assert page.request.get(paper).headers["content-type"] == "image/jpeg"


def stop(page: Page, case: Case) -> None:
    follow(page, "Cabut kuasa")
    is_fine(page)
    press(page, "Cabut kuasa")
    see(page, f"Kuasa kepada {case.companion.name} sudah dicabut.")
    assert Mandate.objects.get().revoked_by == case.owner


@pytest.mark.parametrize("javascript", [True, False], ids=["phone", "phone-without-script"])
def test_an_owner_tells_a_code(sign_in: SignIn, case: Case, javascript: bool) -> None:
    """The owner reads the words and the code on the own phone; the helper types it."""
    at_home = sign_in(case.owner.email, phone=True, javascript=javascript)
    at_home.goto("/kuasa/")
    follow(at_home, "Beri kuasa dengan kode")
    heading(at_home, "Siapa yang membantu Anda?")
    at_home.get_by_role("link", name=re.compile(case.companion.name)).click()
    see(at_home, "memberi kuasa kepada", "Bantuan ini gratis.")
    if javascript:
        is_fine(at_home)
    press(at_home, "Setuju, tampilkan kode")
    code = at_home.locator(".hero .fw-bold").inner_text()
    assert re.fullmatch(r"\d{6}", code)
    phone = sign_in(case.companion.email, phone=True, javascript=javascript)
    phone.goto(f"/kuasa/baru/?usaha={case.business.pk}")
    fill(phone, {"Kode dari pemilik": f"{(int(code) + 1) % 10**6:06}"})
    press(phone, "Pakai kode")
    see(phone, "Kode ini tidak berlaku.")
    fill(phone, {"Kode dari pemilik": f"{code[:3]} {code[3:]}"})
    press(phone, "Pakai kode")
    begin(phone)
    mandate = Application.objects.get().mandate
    assert mandate
    assert mandate.proof == MandateProof.CODE
    at_home.goto("/kuasa/")
    see(at_home, case.companion.name, "Berlaku")
