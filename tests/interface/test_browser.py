"""The look in a real browser: accessible, within the screen, usable without a script."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.enums import Role
from accounts.models import Membership, User
from tests.factories import EAST_KALIMANTAN, client_for, make_region

pytestmark = pytest.mark.django_db(transaction=True)

WIDTHS = [360, 1366]
GALLERY = "/pengaturan/tampilan/"


def open_page(
    browser: Browser, server: LiveServer, path: str, width: int, user: User | None = None
) -> tuple[Page, list[str]]:
    """A page at this width, signed in as `user`, and what the browser complained about."""
    context = browser.new_context(viewport={"width": width, "height": 720})
    sign_in(context, server, user)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda message: complaints.append(message.text) if message.type == "error" else None,
    )
    page.goto(server.url + path)
    return page, complaints


def sign_in(context: BrowserContext, server: LiveServer, user: User | None) -> None:
    if user:
        key = client_for(user).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": key, "url": server.url}])


@pytest.fixture(autouse=True)
def _close(browser: Browser) -> Iterator[None]:
    yield
    for context in browser.contexts:
        context.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["/", "/bantuan/", "/masuk/"])
def test_public_pages(browser: Browser, live_server: LiveServer, path: str, width: int) -> None:
    page, complaints = open_page(browser, live_server, path, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert complaints == []
    assert Axe().run(page).response["violations"] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_every_component(
    browser: Browser, live_server: LiveServer, admin_user: User, settings: Settings, width: int
) -> None:
    settings.IS_DEMO = True
    page, complaints = open_page(browser, live_server, GALLERY, width, admin_user)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert complaints == []
    assert Axe().run(page).response["violations"] == []


def test_errors_get_the_focus_and_lead_to_their_field(
    browser: Browser, live_server: LiveServer, admin_user: User
) -> None:
    page, _ = open_page(browser, live_server, GALLERY, 360, admin_user)
    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.get_by_role("link", name="Pilih skala usaha.").click()
    assert page.evaluate("document.activeElement.id") == "id_scale_0"


def test_the_copy_button_appears_and_answers(
    browser: Browser, live_server: LiveServer, admin_user: User
) -> None:
    page, _ = open_page(browser, live_server, GALLERY, 1366, admin_user)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Salin Nomor surat permohonan").click()
    page.get_by_role("button", name="Tersalin").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "012/SE/XI/2026"


@pytest.mark.urls("tests.interface.urls")
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("person", ["owner", "officer", "head"])
def test_the_frame_of_each_audience(
    browser: Browser,
    live_server: LiveServer,
    request: pytest.FixtureRequest,
    person: str,
    width: int,
) -> None:
    user = request.getfixturevalue(person)
    page, complaints = open_page(browser, live_server, "/reports/home/", width, user)
    assert page.get_by_text("Pengajuan terkirim.").is_visible()
    assert page.locator("nav a[aria-current]:visible").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert complaints == []
    assert Axe().run(page).response["violations"] == []


@pytest.mark.urls("tests.interface.urls")
def test_the_slash_key_leads_to_the_search(
    browser: Browser, live_server: LiveServer, officer: User
) -> None:
    page, _ = open_page(browser, live_server, "/reports/home/", 1366, officer)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "cari"
    page.keyboard.type("Sinar/Ende")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ikm/business-list/?q=Sinar%2FEnde")


@pytest.mark.urls("tests.interface.urls")
def test_menu_and_account_work_without_a_script(
    browser: Browser, live_server: LiveServer, officer: User
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 720}, java_script_enabled=False)
    sign_in(context, live_server, officer)
    page = context.new_page()
    page.goto(live_server.url + "/reports/home/")
    menu = page.get_by_role("navigation", name="Menu lengkap")
    assert not menu.is_visible()
    page.get_by_role("link", name="Menu", exact=True).click()
    assert menu.is_visible()
    page.get_by_role("link", name="Tutup menu").click()
    assert not menu.is_visible()
    page.locator("details.account summary").click()
    page.get_by_role("button", name="Keluar dari akun").click()
    page.wait_for_url(live_server.url + "/")
    assert page.get_by_role("link", name="Masuk", exact=True).is_visible()


@pytest.mark.urls("tests.interface.urls")
def test_the_active_role_is_switched_from_the_account_menu(
    browser: Browser, live_server: LiveServer, officer: User
) -> None:
    Membership.objects.create(user=officer, role=Role.AUDITOR, region=make_region(EAST_KALIMANTAN))
    page, _ = open_page(browser, live_server, "/reports/home/", 360, officer)
    page.locator("details.account summary").click()
    page.get_by_role("button", name="Inspektorat").click()
    page.wait_for_url(live_server.url + "/beranda/")
    page.goto(live_server.url + "/reports/home/")
    page.locator("details.account summary").click()
    assert page.locator(".account-panel .muted").inner_text().startswith("Inspektorat")


def test_an_unsent_form_asks_before_it_is_left(
    browser: Browser, live_server: LiveServer, admin_user: User
) -> None:
    page, _ = open_page(browser, live_server, GALLERY, 1366, admin_user)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(live_server.url + "/bantuan/")
    assert asked == []
    page.goto(live_server.url + GALLERY)
    page.locator("[data-warn-unsaved] [name=kosong-name]").press_sequentially("Sinar")
    page.goto(live_server.url + "/bantuan/")
    assert asked == ["beforeunload"]
