"""The two ways to work a page: with a pointer, and with keys alone."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from playwright.sync_api import FilePayload, Page

from tests.journeys import keyboard, steps


@dataclass(frozen=True)
class Hands:
    """What somebody does on a page, by the words that stand there."""

    follow: Callable[[Page, str], None]
    press: Callable[[Page, str], None]
    fill: Callable[[Page, dict[str, str]], None]
    choose: Callable[[Page, str, str], None]
    pick: Callable[[Page, str, str], None]
    attach: Callable[[Page, str, FilePayload], None]


POINTER = Hands(
    follow=steps.follow,
    press=steps.press,
    fill=steps.fill,
    choose=steps.choose,
    pick=steps.pick,
    attach=steps.attach,
)
KEYBOARD = Hands(
    follow=keyboard.enter,
    press=keyboard.enter,
    fill=keyboard.fill,
    choose=keyboard.choose,
    pick=keyboard.pick,
    attach=keyboard.attach,
)


def watched(hands: Hands, look: Callable[[Page], object]) -> Hands:
    """The same hands; every page is looked at as it stands when they go on to the next."""

    def follow(page: Page, name: str) -> None:
        look(page)
        hands.follow(page, name)

    def press(page: Page, name: str) -> None:
        look(page)
        hands.press(page, name)

    return replace(hands, follow=follow, press=press)
