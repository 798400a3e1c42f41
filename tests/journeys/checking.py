"""An officer checks what owners sent: from the queue into one, and back for mending."""

from playwright.sync_api import Page

from certification.models import ReturnReason
from certification.steps import PART_TITLES


def open_case(page: Page, queue: str) -> None:
    """From the queue on the home page into the first application in it."""
    page.goto("/beranda/")
    page.get_by_role("listitem").filter(has_text=queue).get_by_role("link").click()
    page.get_by_role("rowheader").get_by_role("link").first.click()


def tick_reason(page: Page, reason: ReturnReason) -> None:
    """Unfolds the part where it is mended, and ticks the reason."""
    part = page.locator("details").filter(has_text=PART_TITLES[reason.part])
    part.locator("summary").click()
    part.get_by_label(reason.label, exact=True).check()
