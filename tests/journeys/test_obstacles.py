"""What holds cases up: a companion's three taps, an outage of SiHalal, and the head's counts."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from certification.models import Application, Obstacle
from tests.certification.conftest import Case
from tests.certification.steps import accepted, ready
from tests.factories import assign, make_allocation, make_business, make_programme, make_user
from tests.journeys.conftest import SignIn
from tests.journeys.steps import choose, fill, follow, heading, in_days, press, see

pytestmark = pytest.mark.django_db(transaction=True)

SILENT = "Keripik Uji Diam"


@pytest.fixture
def make_case(officer: User, companion: User, province_officer: User) -> "list[Case]":
    """One case for the companion to visit, and two that wait for SiHalal."""
    programme = make_programme(
        by=province_officer, quota=5, starts_on=in_days(-30), ends_on=in_days(60)
    )
    allocation = make_allocation(programme, granted=5, by=province_officer)
    cases = []
    for number, name in enumerate((SILENT, "Siap Uji Satu", "Siap Uji Dua")):
        owner = make_user("owner")
        business = make_business(
            owner=owner,
            name=name,
            nib=f"912000000070{number}",
            scale="micro",
            address="Jalan Uji 1",
            phone=f"+628340000970{number}",
        )
        assign(business, companion)
        cases.append(Case(business, programme, allocation, owner, officer, companion))
    return cases


def test_obstacles_are_written_down_counted_and_lifted(
    sign_in: SignIn, make_case: "list[Case]", province_officer: User, head: User
) -> None:
    visited, *waiting = make_case
    held = accepted(visited)
    for case in waiting:
        ready(case)
    record_in_three_taps(sign_in(visited.companion.email, phone=True, javascript=False), held)
    province = sign_in(province_officer.email)
    start_outage(province)
    top = sign_in(head.email, phone=True)
    look_at_the_counts(top, {"SiHalal gangguan": "2", "Pemilik tidak merespons": "1"})
    end_outage(province)
    look_at_the_counts(top, {"Pemilik tidak merespons": "1"})
    expect(top.get_by_text("Siap Uji Satu")).to_have_count(0)
    resolve(sign_in(visited.officer.email), visited)
    assert not Obstacle.objects.open().exists()


def record_in_three_taps(page: Page, held: Application) -> None:
    page.goto(f"/pengajuan/{held.number}/")
    follow(page, "Catat kendala")
    page.get_by_text("Pemilik tidak merespons").click()
    press(page, "Simpan kendala")
    see(page, "Kendala tercatat.", "Kendala: Pemilik tidak merespons")


def start_outage(page: Page) -> None:
    page.goto("/kendala/")
    follow(page, "Catat gangguan")
    choose(page, "Apa yang terganggu?", "SiHalal")
    fill(page, {"Catatan": "Tidak bisa masuk sejak pagi"})
    press(page, "Catat gangguan")
    see(page, "Gangguan tercatat. 2 pengajuan tertahan.", "sedang terganggu")


def look_at_the_counts(page: Page, counts: dict[str, str]) -> None:
    """Every number is a link to as many cases."""
    page.goto("/kendala/")
    heading(page, "Kendala di lapangan")
    see(page, f"{sum(map(int, counts.values()))} kendala, tertua sejak")
    for cause, count in counts.items():
        page.locator(".stats").get_by_role("link").filter(has_text=cause).click()
        table = page.get_by_role("table").filter(has_text="Yang bertindak")
        expect(table.get_by_role("row").filter(has_text=cause)).to_have_count(int(count))
        page.goto("/kendala/")


def end_outage(page: Page) -> None:
    follow(page, "Akhiri gangguan")
    press(page, "Akhiri gangguan")
    see(page, "Gangguan selesai. 2 pengajuan bisa dilanjutkan.")


def resolve(page: Page, case: Case) -> None:
    """The officer of the kab/kota finds it through the list and says how it ended."""
    page.goto("/kendala/")
    page.get_by_role("rowheader").get_by_role("link", name=SILENT).click()
    heading(page, SILENT)
    follow(page, "Tandai selesai")
    fill(page, {"Bagaimana selesainya?": "Pemilik sudah ditemui."})
    press(page, "Tandai selesai")
    see(page, "Kendala selesai.")
    expect(page.get_by_text(f"Kendala: {case.business.name}")).to_have_count(0)
