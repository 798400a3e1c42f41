"""What people do on pages, in the words they see."""

import re
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import FilePayload, Locator, Page, expect

from regions.services.loading import load_all
from tests.waiting import wait_until

RELOAD = "Muat ulang halaman"


def follow(page: Page, name: str) -> None:
    """Follows the link that reads like this, until the scripts of its page have run."""
    page.get_by_role("link", name=name, exact=True).first.click()
    page.wait_for_load_state()


def press(page: Page, name: str) -> None:
    """Presses the button that reads like this, until the scripts of its page have run."""
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


def field(page: Page, label: str) -> Locator:
    """The field with this label, whether or not it may stay empty."""
    return page.get_by_label(re.compile(rf"^\s*{re.escape(label)}\s*(\(boleh dikosongkan\))?\s*$"))


def fill(page: Page, answers: dict[str, str]) -> None:
    """Types into fields by their labels."""
    for label, text in answers.items():
        field(page, label).fill(text)


def choose(page: Page, question: str, answer: str) -> None:
    """Ticks an answer of a question with radio buttons."""
    page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()


def pick(page: Page, label: str, value: str) -> None:
    """Picks from a list by the value behind the line."""
    field(page, label).select_option(value)


def attach(page: Page, label: str, file: FilePayload) -> None:
    """Puts a file into a field."""
    field(page, label).set_input_files(file)


def see(page: Page, *texts: str) -> None:
    """Every text stands on the page."""
    for text in texts:
        expect(page.get_by_text(text).filter(visible=True).first).to_be_visible()


def heading(page: Page, text: str) -> None:
    """The page is the one with this heading."""
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def wait_for(page: Page, what: Locator, *, javascript: bool, seconds: float = 40) -> None:
    """Waits for what a worker does: the page renews itself, or the person reloads it."""
    if javascript:
        expect(what).to_be_visible(timeout=seconds * 1_000)
        return

    def is_there_now() -> bool:
        if not what.is_visible():
            page.get_by_role("link", name=RELOAD).click()
        return what.is_visible()

    wait_until(is_there_now, seconds=seconds)


def crash(page: Page) -> None:
    """Kills the tab's process: no event tells the page that it ends."""
    with pytest.raises(PlaywrightError, match="crash"):
        page.goto("chrome://crash")
    page.close()


def load_demo() -> None:
    """The story of Kalimantan Timur, as small as it can be told."""
    load_all()
    call_command("load_demo", businesses=1900, stdout=StringIO())


def typed(day: date) -> str:
    """A date as people type it: 21/11/2026."""
    return f"{day.day}/{day.month}/{day.year}"


def in_days(count: int) -> date:
    return timezone.localdate() + timedelta(days=count)
