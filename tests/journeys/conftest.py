"""A real browser on a real server with a real worker behind it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.factories import PASSWORD
from tests.workers import running_worker

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1366, "height": 768}

expect.set_options(timeout=40_000)


@pytest.fixture
def worker(live_server: LiveServer, settings: Settings, tmp_path: Path) -> Iterator[None]:
    """A Celery worker with beat on the test's database."""
    with running_worker(tmp_path):
        yield


Window = Callable[..., Page]
SignIn = Callable[..., Page]


@pytest.fixture
def window(browser: Browser, live_server: LiveServer) -> Iterator[Window]:
    """Opens a window of its own: `window(phone=True, javascript=False)`.

    Every page must keep the Content Security Policy and answer without an error of the server.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_window(*, phone: bool = False, javascript: bool = True) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport=PHONE if phone else DESK,  # type: ignore[arg-type]
            java_script_enabled=javascript,
            locale="id-ID",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(40_000)
        note_faults(page, faults)
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def sign_in(window: Window) -> SignIn:
    """Opens a window of its own for a person and signs in through the form.

    `sign_in(login, phone=True, javascript=False)` gives a phone's window without JavaScript.
    """

    def sign_in_at(
        login: str, *, phone: bool = False, javascript: bool = True, password: str = PASSWORD
    ) -> Page:
        page = window(phone=phone, javascript=javascript)
        page.goto("/masuk/")
        page.get_by_label("Nomor HP atau email").fill(login)
        page.get_by_label("Kata sandi").fill(password)
        page.get_by_role("button", name="Masuk").click()
        page.wait_for_url(lambda url: "/masuk/" not in url)
        return page

    return sign_in_at


def note_faults(page: Page, faults: list[str]) -> None:
    """Writes down what must never happen on a page: errors in its scripts or files, and a 500."""

    def note_said(said: ConsoleMessage) -> None:
        # The browser also reports every answer that refuses something; those are looked at below.
        if said.type == "error" and not said.text.startswith("Failed to load resource"):
            faults.append(f"{page.url}: {said.text}")

    def note_answer(answer: Response) -> None:
        is_page = answer.request.resource_type == "document"
        if answer.status >= 500 or (answer.status >= 400 and not is_page):
            faults.append(f"{answer.status} {answer.url}")

    page.on("console", note_said)
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    page.on("response", note_answer)
