"""A real browser on a real server with a real worker behind it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.factories import PASSWORD
from tests.workers import running_worker

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1366, "height": 768}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs the browser and commits for real."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture
def worker(live_server: LiveServer, settings: Settings, tmp_path: Path) -> Iterator[None]:
    """A Celery worker with beat on the test's database."""
    with running_worker(tmp_path):
        yield


SignIn = Callable[..., Page]


@pytest.fixture
def sign_in(browser: Browser, live_server: LiveServer) -> Iterator[SignIn]:
    """Opens a window of its own for a person and signs in through the form.

    `sign_in(login, phone=True, javascript=False)` gives a phone's window without JavaScript.
    Every page must keep the Content Security Policy and answer without an error of the server.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_window(login: str, *, phone: bool = False, javascript: bool = True) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport=PHONE if phone else DESK,  # type: ignore[arg-type]
            java_script_enabled=javascript,
            locale="id-ID",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "response",
            lambda answer: faults.append(answer.url) if answer.status >= 500 else None,
        )
        page.goto("/masuk/")
        page.get_by_label("Nomor HP atau email").fill(login)
        page.get_by_label("Kata sandi").fill(PASSWORD)
        page.get_by_role("button", name="Masuk").click()
        page.wait_for_url(lambda url: "/masuk/" not in url)
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert faults == []
