"""Every number of the head's page is a link to exactly as many rows, also on a past day."""

from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
import time_machine
from django.db.models import Sum
from django.test import Client
from pytest_django import DjangoDbBlocker

from accounts.enums import Role
from accounts.models import User
from certification.enums import Status
from certification.models import Movement, Obstacle, ObstacleCause, Offer, Programme
from reports.selectors.overview import overview
from tests import factories
from tests.reports import story as stories
from tests.reports.demo_loading import TODAY, told
from tests.reports.story import NOW, Story, tell

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group(__name__)]

URL = "/laporan/cerita-2026/"
BEFORE = date(2026, 3, 30)


class Numbers(HTMLParser):
    """The links of a page whose text is a number, and those of the tiles."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, int]] = []
        self.url, self.text = "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.url, self.text = dict(attrs).get("href") or "", ""

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_endtag(self, tag: str) -> None:
        """Notes "320", "320 terpakai", and the used places of a tile: "Kutim 98% 98/100"."""
        words = self.text.split()
        if tag == "a" and words:
            figure = words[-1].partition("/")[0] if "/" in words[-1] else words[0]
            if (number := figure.replace(".", "")).isdigit():
                self.found.append((self.url, int(number)))


def numbers_of(content: bytes) -> list[tuple[str, int]]:
    parser = Numbers()
    parser.feed(content.decode())
    return parser.found


def count_behind(context: Any, number: int) -> int:
    """How many rows the page behind a number has; the table of places says it in its figures."""
    if "count" in context:
        return int(context["count"])
    if "chains" in context:
        return sum(
            holds_a_place(offer) for each in context["chains"] for offer in each.offers.all()
        )
    levels = [context["summary"], *context["rows"]]
    return number if any(number in (level.quota, level.free) for level in levels) else -1


def holds_a_place(offer: Offer) -> bool:
    held = Movement.objects.filter(offer=offer).aggregate(held=Sum("reserved"))["held"]
    return bool(held)


def wrong_links(client: Client, url: str) -> tuple[int, list[tuple[str, int, int]]]:
    """How many numbers were followed, and those whose list has another number of rows."""
    links = dict.fromkeys(numbers_of(client.get(url).content))
    wrong = []
    for address, number in links:
        found = count_behind(client.get(address).context, number)
        if found != number:
            wrong.append((address, number, found))
    return len(links), wrong


@pytest.fixture
def story(province_officer: User) -> Story:
    return tell(province_officer)


def hold_up(story: Story, since: date) -> None:
    """An obstacle at one application of the story."""
    cause = ObstacleCause.objects.order_by("pk")[0]
    application = story.programme.applications.filter(status=Status.IN_SIHALAL)[0]
    Obstacle.objects.create(
        application=application,
        programme=application.programme,
        cause=cause,
        since=f"{since}T00:00:00Z",
        reported_by=story.by,
        next_actor=cause.next_actor,
    )


@pytest.mark.parametrize("per", ["", f"?per={BEFORE}"])
@pytest.mark.parametrize("region", [factories.EAST_KALIMANTAN, factories.EAST_KUTAI])
def test_in_a_small_story(story: Story, per: str, region: str) -> None:
    hold_up(story, date(2026, 3, 20))
    client = factories.client_for(factories.make_user(Role.HEAD, region=region))
    with time_machine.travel(NOW, tick=False):
        count, wrong = wrong_links(client, f"{URL}{per}")

    assert wrong == []
    assert count >= 12


def test_a_past_day_keeps_its_rows_whatever_comes_after(story: Story, head: User) -> None:
    client = factories.client_for(head)
    address = f"/pengajuan/?program=cerita-2026&tempat=used&per={BEFORE}"
    with time_machine.travel(NOW, tick=False):
        before = client.get(address)
        stories.file(story, factories.SAMARINDA, Status.ISSUED)
        after = client.get(address)

    assert before.context["count"] == after.context["count"] == 4
    assert "4 pengajuan pada akhir 30 Maret 2026" in after.content.decode()


def test_a_level_without_applications_leads_to_an_empty_list(story: Story, head: User) -> None:
    with time_machine.travel(NOW, tick=False):
        factories.make_allocation(story.programme, region="64.03", granted=5, by=story.by)
        client = factories.client_for(head)
        page = client.get(URL).context["page"]
        row = next(row for row in page.regions if row.label == "Kab. Berau")
        behind = client.get(row.used_url)

    assert (row.used, behind.context["count"]) == (0, 0)


def test_a_page_without_an_account_has_no_lists(story: Story, head: User) -> None:
    hold_up(story, date(2026, 3, 20))
    page = overview(programme=story.programme, scope=head.scope, is_open=False)

    urls = [page.target_url, page.links.quota, page.links.used, page.links.offers]
    urls += [page.funnel.stopped_url, *(step.url for step in page.funnel.steps)]
    urls += [address for row in page.regions for address in (row.url, row.used_url, row.issued_url)]
    urls += [obstacle.url for obstacle in page.obstacles]
    assert page.obstacles
    assert set(urls) == {""}


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """The story of Kalimantan Timur, loaded once for these tests."""
    with told(django_db_blocker, tmp_path_factory.mktemp("files"), {"scenario": "kaltim-2025"}):
        yield


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    ("email", "url"),
    [
        ("kepala@demo.id", "/laporan/self-declare-kaltim-2025/"),
        ("kepala@demo.id", "/laporan/self-declare-kaltim-2025/?per=2025-06-04"),
        ("kepala@demo.id", "/laporan/self-declare-kaltim-2026/"),
        ("kab@demo.id", "/laporan/self-declare-kaltim-2026/"),
        ("kab@demo.id", "/laporan/self-declare-kaltim-2026/?per=2026-09-30"),
    ],
)
def test_in_the_demo(email: str, url: str) -> None:
    client = Client()
    with time_machine.travel(f"{TODAY}T03:00:00Z", tick=False):
        client.force_login(User.objects.get(email=email))
        count, wrong = wrong_links(client, url)

    assert wrong == []
    assert count >= 12


@pytest.mark.usefixtures("demo")
def test_the_worked_example_of_the_meeting() -> None:
    programme = Programme.objects.select_related("region").get(slug="self-declare-kaltim-2025")
    head = User.objects.get(email="kepala@demo.id")
    page = overview(programme=programme, scope=head.scope, as_of=date(2025, 6, 4))

    steps = [step.count for step in page.funnel.steps]
    assert steps == [320, 320, 320, 58]
    assert (page.summary.free, page.summary.in_process) == (680, 262)
    assert all(obstacle.trend and obstacle.actor for obstacle in page.obstacles)
