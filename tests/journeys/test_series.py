"""An officer checks one application after the other, with the mouse and by keyboard alone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from accounts.models import User
from certification.enums import Status
from certification.models import Application, ReturnReason
from tests.certification import steps
from tests.certification.conftest import Case
from tests.factories import assign, make_allocation, make_business, make_programme
from tests.journeys.checking import open_case, tick_reason
from tests.journeys.conftest import DESK, PHONE, SignIn
from tests.journeys.keyboard import enter, tab_to, tick
from tests.journeys.steps import follow, heading, in_days, press, see

pytestmark = pytest.mark.django_db(transaction=True)

NAMES = ("Keripik Pertama", "Keripik Kedua", "Keripik Ketiga")
AXE = {"resultTypes": ["violations"]}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def queue(owner: User, officer: User, companion: User, province_officer: User) -> list[Application]:
    """Three applications that wait, the first the longest."""
    programme = make_programme(
        by=province_officer, quota=10, starts_on=in_days(-30), ends_on=in_days(30)
    )
    places = make_allocation(programme, granted=5, by=province_officer)
    sent = []
    for serial, name in enumerate(NAMES):
        business = make_business(
            owner=owner,
            name=name,
            nib=f"912000000030{serial}",
            scale="micro",
            phone=f"+628340000930{serial}",
            address="Jalan Rekaan 3",
            kbli_version=2020,
            kbli_code="10794",
        )
        assign(business, companion)
        case = Case(business, programme, places, owner, officer, companion)
        sent.append(steps.submitted(case))
    return sent


@pytest.fixture
def reasons(db: None) -> list[ReturnReason]:
    """One of two parts."""
    return [ReturnReason.objects.get(pk=code) for code in ("product-photo", "materials-incomplete")]


def statuses(queue: list[Application]) -> list[str]:
    found = Application.objects.in_bulk([each.pk for each in queue])
    return [found[each.pk].status for each in queue]


def is_fine(page: Page) -> None:
    for size in (PHONE, DESK):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        found = Axe().run(page, options=AXE).response["violations"]
        assert [violation["id"] for violation in found] == [], page.url
        assert page.evaluate(SIDEWAYS) <= 0, page.url


@pytest.mark.parametrize("javascript", [True, False], ids=["desk", "desk-without-script"])
def test_one_after_the_other(
    sign_in: SignIn,
    officer: User,
    queue: list[Application],
    reasons: list[ReturnReason],
    javascript: bool,
) -> None:
    """One click accepts and opens the next; a return takes one more and a tick for each reason."""
    page = sign_in(officer.email, javascript=javascript)
    open_case(page, "Menunggu pemeriksaan")
    heading(page, NAMES[0])
    if javascript:
        is_fine(page)
    press(page, "Terima & buka berikutnya")
    heading(page, NAMES[1])
    follow(page, "Minta perbaikan")
    for reason in reasons:
        tick_reason(page, reason)
    if javascript:
        is_fine(page)
    press(page, "Minta perbaikan & buka berikutnya")
    see(page, "dikembalikan untuk diperbaiki.")
    heading(page, NAMES[2])
    expect(page.get_by_role("button", name="buka berikutnya")).to_have_count(0)
    press(page, "Terima dan lanjut")
    heading(page, NAMES[2])
    assert statuses(queue) == [Status.ACCEPTED, Status.RETURNED, Status.ACCEPTED]
    mended = Application.objects.get(pk=queue[1].pk)
    assert mended.returned_parts == {reason.part for reason in reasons}


def test_a_skipped_one_comes_back_at_the_end(
    sign_in: SignIn, officer: User, queue: list[Application]
) -> None:
    page = sign_in(officer.email, javascript=False)
    open_case(page, "Menunggu pemeriksaan")
    follow(page, "Lewati, buka berikutnya")
    for name in NAMES[1:]:
        heading(page, name)
        press(page, "Terima & buka berikutnya")
    heading(page, NAMES[0])
    assert statuses(queue) == [Status.SUBMITTED, Status.ACCEPTED, Status.ACCEPTED]


def test_with_the_keyboard_alone(
    sign_in: SignIn, officer: User, queue: list[Application], reasons: list[ReturnReason]
) -> None:
    page = sign_in(officer.email)
    open_case(page, "Menunggu pemeriksaan")
    enter(page, "Terima & buka berikutnya")
    heading(page, NAMES[1])
    enter(page, "Minta perbaikan")
    heading(page, "Minta perbaikan")
    tab_to(page, "Foto dan berkas", starts=True)
    page.keyboard.press("Enter")
    tick(page, page.get_by_label(reasons[0].label, exact=True))
    enter(page, "Minta perbaikan & buka berikutnya")
    heading(page, NAMES[2])
    assert statuses(queue) == [Status.ACCEPTED, Status.RETURNED, Status.SUBMITTED]
