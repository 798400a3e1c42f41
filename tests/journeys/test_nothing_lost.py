"""No answer is lost: the browser is killed, the signal goes, the server is restarted."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect

from accounts.models import User
from certification.models import AnswerDraft, Application, Material
from certification.services import parts
from certification.steps import STEPS
from halalportal.embedded.ports import LOCALHOST
from tests.certification import steps
from tests.certification.conftest import Case
from tests.factories import assign, make_allocation, make_business, make_programme
from tests.journeys.conftest import PHONE
from tests.journeys.rush import running_server, session_of
from tests.journeys.steps import crash, in_days

pytestmark = pytest.mark.django_db(transaction=True)

# What somebody types first on each page: the field, and half an answer or a choice.
TYPED = {
    "usaha/nib": ("nib", "91200000"),
    "usaha/alamat": ("address", "Jalan yang belum selesai"),
    "usaha/ukuran": ("sales", "12 ju"),
    "pemilik/penyelia": ("supervisor_name", "Siti Sete"),
    "produk/jenis": ("product_type", "Keripik pisa"),
    "produk/kelompok": ("product_class_id", "JP15"),
    "produk/nama": ("name", "Keripik Pisang Sepa"),
    "proses/cara": ("process", "Pisang dikup"),
    "proses/alat": ("equipment", "semi"),
    "proses/pisah": ("touches_haram", "False"),
    "proses/daging": ("grinding", "own"),
    "bahan/tambah": ("name", "Minyak gor"),
    "bahan/{pk}/nama": ("name", "Daging sa"),
    "bahan/{pk}/kehalalan": ("kind", "certified"),
    "bahan/{pk}/sertifikat": ("certificate_number", "ID6411"),
    "bahan/{pk}/masa": ("certificate_until", "31/12"),
}


@pytest.fixture
def draft(
    owner: User, officer: User, companion: User, province_officer: User
) -> tuple[Application, Material]:
    """A draft of an owner who makes something of meat, so that every page is there."""
    programme = make_programme(
        by=province_officer, quota=10, starts_on=in_days(-30), ends_on=in_days(30)
    )
    allocation = make_allocation(programme, granted=3, by=province_officer)
    business = make_business(owner=owner, name="Abon Uji")
    assign(business, companion)
    application = steps.draft(Case(business, programme, allocation, owner, officer, companion))
    material = parts.add_material(
        application=application, by=owner, values={"name": "Daging sapi", "kind": "unknown"}
    )
    return application, material


def test_every_page_is_in_the_test() -> None:
    assert {step.page for group in STEPS.values() for step in group} <= set(TYPED)


def test_a_killed_browser_and_a_restarted_server_lose_nothing(
    browser: Browser, draft: tuple[Application, Material], tmp_path: Path
) -> None:
    """On every page: type, kill; the server goes down and comes up; another browser has it all."""
    application, material = draft
    pages = {page.format(pk=material.pk): typed for page, typed in TYPED.items()}
    folder = f"/pengajuan/{application.number}/bagian/"
    with running_server(tmp_path) as port, phone(browser, port, application) as page:
        for name, (field, text) in pages.items():
            page.goto(f"{folder}{name}/")
            type_in(page, field, text)
            expect(page.locator("form [role=status]")).to_have_text(re.compile(r"Tersimpan \d"))
    assert AnswerDraft.objects.count() == len(pages)
    with running_server(tmp_path) as port, phone(browser, port, application) as page:
        for name, (field, text) in pages.items():
            page.goto(f"{folder}{name}/")
            expect(page.get_by_text("Isian terakhir Anda dipasang lagi.")).to_be_visible()
            assert shown(page, field) == text, name


def test_without_signal_the_phone_keeps_it(
    browser: Browser, draft: tuple[Application, Material], tmp_path: Path
) -> None:
    """Typed in a dead spot, the browser crashes: the phone has it, and sends it later."""
    application, _ = draft
    address = f"/pengajuan/{application.number}/bagian/usaha/alamat/"
    with running_server(tmp_path) as port, phone(browser, port, application) as page:
        page.goto(address)
        page.context.set_offline(True)
        type_in(page, "address", "Jalan tanpa sinyal")
        said = page.get_by_text("Tidak ada sinyal. Isian tersimpan di HP ini.")
        expect(said).to_be_visible()
        page.get_by_role("button", name="Simpan jawaban").click()
        assert page.url.endswith(address)
        crash(page)
        assert not AnswerDraft.objects.exists()
        page.context.set_offline(False)
        again = page.context.new_page()
        again.goto(address)
        assert shown(again, "address") == "Jalan tanpa sinyal"
        expect(again.locator("form [role=status]")).to_have_text(re.compile(r"Tersimpan \d"))
        again.get_by_role("button", name="Simpan jawaban").click()
        expect(again.get_by_role("heading", level=1)).to_have_text("Tempat usaha dan penjualan")
        again.goto(address)
        expect(again.get_by_text("Isian")).to_have_count(0)
    application.business.refresh_from_db()
    assert application.business.address == "Jalan tanpa sinyal"
    assert not AnswerDraft.objects.exists()


def test_leaving_in_the_middle_of_a_word_keeps_it(
    browser: Browser, draft: tuple[Application, Material], tmp_path: Path
) -> None:
    application, _ = draft
    address = f"/pengajuan/{application.number}/bagian/proses/cara/"
    with running_server(tmp_path) as port, phone(browser, port, application) as page:
        page.goto(address)
        type_in(page, "process", "Pisang diku")
        page.get_by_role("link", name="Kembali ke enam bagian").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Abon Uji")
        page.goto(address)
        assert shown(page, "process") == "Pisang diku"


@contextmanager
def phone(browser: Browser, port: int, application: Application) -> Iterator[Page]:
    """The owner's phone, signed in; at the end it is switched off without a word."""
    assert application.business.owner
    with window(browser, port, application.business.owner, PHONE) as page:
        yield page


@contextmanager
def window(browser: Browser, port: int, user: User, size: dict[str, int]) -> Iterator[Page]:
    """A window of the person's; at the end it is gone without a word."""
    context = browser.new_context(
        base_url=f"http://{LOCALHOST}:{port}",
        viewport=size,  # type: ignore[arg-type]
        locale="id-ID",
    )
    try:
        yield signed_in(context, user)
    finally:
        context.close()


def signed_in(context: BrowserContext, user: User) -> Page:
    session = {
        "name": settings.SESSION_COOKIE_NAME,
        "value": session_of(user),
        "domain": LOCALHOST,
        "path": "/",
    }
    context.add_cookies([session])  # type: ignore[list-item]
    return context.new_page()


def type_in(page: Page, field: str, text: str) -> None:
    """Types or chooses, as a thumb would."""
    found = page.locator(f"form[data-draf] [name={field}]")
    if found.count() > 1:
        page.locator(f"form[data-draf] [name={field}][value='{text}']").check()
    elif found.evaluate("field => field.tagName") == "SELECT":
        found.select_option(text)
    else:
        found.fill(text)


def shown(page: Page, field: str) -> str:
    value: str = page.evaluate(
        "name => document.querySelector('form[data-draf]').elements[name].value", field
    )
    return value
