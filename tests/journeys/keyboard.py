"""What people do who have a keyboard and no pointer."""

from playwright.sync_api import FilePayload, Locator, Page, TimeoutError

from tests.journeys.steps import field

MOST_TABS = 120
MOST_LINES = 120
NAMED = """() => {
  const here = document.activeElement
  const label = here.labels && here.labels.length ? here.labels[0].innerText : ''
  const text = label || here.ariaLabel || here.innerText || ''
  return text.replace(/\\s+/g, ' ').trim()
}"""
IS_FOCUSED = "here => here === document.activeElement"
IS_BESIDE = "here => here.type === 'radio' && document.activeElement.name === here.name"


def tab_to(page: Page, name: str, *, starts: bool = False) -> None:
    """Presses Tab until the focus is on what reads like this, and can be seen there."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        text = str(page.evaluate(NAMED))
        if text == name or (starts and text.startswith(name)):
            assert page.evaluate("document.activeElement.matches(':focus-visible')")
            return
    raise AssertionError(f"The keyboard doesn't reach {name}.")


def enter(page: Page, name: str) -> None:
    """Follows a link or presses a button, up to the page that it leads to."""
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def type_into(page: Page, name: str, text: str) -> None:
    """Types into a field instead of what stands there."""
    tab_to(page, name, starts=True)
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def tick(page: Page, box: Locator) -> None:
    """Ticks a box, or one answer of several with the arrow keys."""
    for key in ("Tab", "ArrowDown"):
        for _ in range(MOST_TABS):
            if box.evaluate(IS_FOCUSED):
                page.keyboard.press("Space")
                return
            if key == "Tab" and box.evaluate(IS_BESIDE):
                break
            page.keyboard.press(key)
    raise AssertionError("The keyboard doesn't reach the box.")


def fill(page: Page, answers: dict[str, str]) -> None:
    """Types into fields by their labels, in the order in which they stand on the page."""
    for label, text in answers.items():
        type_into(page, label, text)


def choose(page: Page, question: str, answer: str) -> None:
    """Ticks an answer of a question with radio buttons."""
    tick(page, page.get_by_role("group", name=question).get_by_label(answer, exact=True))


def pick(page: Page, label: str, value: str) -> None:
    """Goes down a list to the line with this value behind it."""
    tab_to(page, label, starts=True)
    chosen = field(page, label)
    for _ in range(MOST_LINES):
        if chosen.input_value() == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"The keyboard doesn't reach {value}.")


def attach(page: Page, label: str, file: FilePayload) -> None:
    """Opens the choice of files from its field."""
    tab_to(page, label, starts=True)
    for _ in range(4):  # Chromium now and then swallows the key on a field of files
        try:
            with page.expect_file_chooser(timeout=4_000) as opened:
                page.keyboard.press("Space")
        except TimeoutError:
            continue
        opened.value.set_files(file)
        return
    raise AssertionError(f"{label} does not open the choice of files.")
