"""A visitor without an account checks, reads the result, and looks an application up on a phone."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from certification.models import Application
from certification.services.lookup import token_for
from tests.certification import steps
from tests.certification.conftest import Case
from tests.factories import assign, make_allocation, make_business, make_programme
from tests.journeys.arriving import ANSWERS, answer
from tests.journeys.conftest import SignIn, Window
from tests.journeys.looking import looks_wrong
from tests.journeys.steps import field, fill, follow, heading, in_days, press, see
from tests.journeys.weighing import PUBLIC, Weights, weighs_too_much

pytestmark = pytest.mark.django_db(transaction=True)

NIB = "Apakah usaha Anda punya NIB?"


@pytest.fixture(params=[True, False], ids=["javascript", "plain"])
def phone(window: Window, request: pytest.FixtureRequest) -> Page:
    """The window of a visitor's phone."""
    return window(phone=True, javascript=request.param)


@pytest.fixture
def sent(owner: User, officer: User, companion: User, province_officer: User) -> Application:
    """An application that an officer has to check."""
    programme = make_programme(
        by=province_officer, quota=10, starts_on=in_days(-30), ends_on=in_days(60)
    )
    allocation = make_allocation(programme, granted=3, by=province_officer)
    business = make_business(
        owner=owner,
        name="Keripik Pisang Uji",
        nib="1234567890123",
        scale="micro",
        phone="+6283400009301",
        address="Jalan Rekaan 1",
    )
    assign(business, companion)
    return steps.submitted(Case(business, programme, allocation, owner, officer, companion))


def is_fine(page: Page, javascript: bool) -> None:
    """Axe at both widths, nothing beside the screen, and the weight of a first visit."""
    if not javascript:
        return
    weights: Weights = {}
    assert [*looks_wrong(page), *weighs_too_much(page, PUBLIC, weights)] == [], page.url


def has_scripts(request: pytest.FixtureRequest) -> bool:
    return "javascript" in request.node.name


def test_a_visitor_checks_in_five_pages(phone: Page, request: pytest.FixtureRequest) -> None:
    javascript = has_scripts(request)
    phone.goto("/")
    is_fine(phone, javascript)
    follow(phone, "Cek apakah usaha saya bisa")
    press(phone, "Lanjut")
    see(phone, "Pilih salah satu jawaban.")
    is_fine(phone, javascript)
    *first, last = ANSWERS.items()
    for question, text in first:
        answer(phone, question, text)
    heading(phone, last[0])
    phone.go_back()
    answer(phone, *first[-1])
    answer(phone, *last, "Lihat hasil")
    heading(phone, "Kemungkinan besar bisa self declare")
    see(phone, "Bantuan ini gratis.")
    is_fine(phone, javascript)
    assert phone.context.cookies() == []


def test_an_answer_is_changed_and_the_others_stay(
    phone: Page, request: pytest.FixtureRequest
) -> None:
    phone.goto("/cek-kelayakan/")
    for number, (question, text) in enumerate(ANSWERS.items(), 1):
        answer(phone, question, text, "Lihat hasil" if number == len(ANSWERS) else "Lanjut")
    phone.get_by_role("link", name=re.compile(rf"Ubah\s*: {re.escape(NIB)}")).click()
    answer(phone, NIB, "Belum punya NIB")
    expect(phone.get_by_label("Belum punya", exact=True)).to_be_checked()
    press(phone, "Lihat hasil")
    heading(phone, "Bisa, setelah NIB diurus")
    see(phone, "Usaha ini belum punya NIB.", "Kepkaban BPJPH 146/2025")
    is_fine(phone, has_scripts(request))
    follow(phone, "Daftar akun pemilik usaha")
    assert urlsplit(phone.url).path.endswith("/daftar/")


def test_a_visitor_looks_up_by_number_and_digits(
    phone: Page, sent: Application, request: pytest.FixtureRequest
) -> None:
    javascript = has_scripts(request)
    phone.goto("/")
    follow(phone, "Cek status pengajuan")
    is_fine(phone, javascript)
    fill(phone, {"Nomor pengajuan": sent.number, "4 angka terakhir HP pemilik": "0000"})
    press(phone, "Cek status")
    see(phone, "tidak cocok")
    is_fine(phone, javascript)
    fill(phone, {"4 angka terakhir HP pemilik": "9301"})
    press(phone, "Cek status")
    heading(phone, sent.business.name)
    see(phone, "Menunggu pemeriksaan", "petugas memeriksa jawaban.")
    expect(phone.get_by_text(sent.business.owner_name)).to_have_count(0)
    is_fine(phone, javascript)


def test_the_paper_and_the_message_lead_there(phone: Page, sent: Application) -> None:
    phone.goto(f"/status/?nomor={sent.number}")
    expect(field(phone, "Nomor pengajuan")).to_have_value(sent.number)
    phone.goto(f"/status/{token_for(sent)}/")
    heading(phone, sent.business.name)


def test_the_owner_keeps_the_receipt(sign_in: SignIn, sent: Application, owner: User) -> None:
    phone = sign_in(owner.email or "", phone=True)
    phone.goto(f"/pengajuan/{sent.number}/terkirim/")
    is_fine(phone, javascript=True)
    link = phone.get_by_role("link", name="Simpan bukti (PDF)")
    expect(link).to_have_attribute("href", re.compile(r"/terkirim/unduh/$"))
    paper = phone.request.get(link.get_attribute("href") or "")
    assert paper.body().startswith(b"%PDF-")
    phone.goto("/beranda/")
    see(phone, "Menunggu pemeriksaan", "Langkah Anda")
    is_fine(phone, javascript=True)
