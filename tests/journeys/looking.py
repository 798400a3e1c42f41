"""What is looked at on every page: accessible, and within the screen."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.conftest import DESK, PHONE

# What is all right need not be listed: that takes most of the time.
AXE = {"resultTypes": ["violations"]}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def looks_wrong(page: Page) -> list[str]:
    """What axe finds and whether it scrolls sideways, on a phone and on a desk."""
    found = []
    for size in (PHONE, DESK):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        found += [f"at {size['width']} px {text}" for text in (*sideways(page), *violations(page))]
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    return found


def violations(page: Page) -> list[str]:
    """What axe finds, with the first place where it does."""
    found = Axe().run(page, options=AXE).response["violations"]
    return [f"{violation['id']}: {violation['nodes'][0]['target']}" for violation in found]


def sideways(page: Page) -> list[str]:
    """Whether it scrolls sideways. Answers without JavaScript too."""
    return ["scrolls sideways"] if page.evaluate(SIDEWAYS) else []
