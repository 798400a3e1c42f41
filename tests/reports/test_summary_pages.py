"""The head's page: the figures, who sees them, the lists behind them, and past days."""

from datetime import date

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from certification.enums import Status
from reports.selectors.overview import overview, province_scope
from tests import factories
from tests.reports import story as stories
from tests.reports.story import NOW, Story, tell

pytestmark = pytest.mark.django_db
URL = "/laporan/cerita-2026/"


@pytest.fixture
def story(province_officer: User) -> Story:
    return tell(province_officer)


def get(user: User, url: str = URL):  # type: ignore[no-untyped-def]
    with time_machine.travel(NOW, tick=False):
        return factories.client_for(user).get(url)


def test_one_sentence_three_numbers_and_the_ranking(story: Story, head: User) -> None:
    response = get(head)
    text = response.content.decode()

    assert "baru 18% kuota terpakai, tenggat 29 Mei 2026 lewat 4 hari." in text
    page = response.context["page"]
    assert (page.summary.quota, page.summary.used, page.summary.issued) == (40, 7, 3)
    assert [(r.label, r.used, r.quota, r.issued) for r in page.regions] == [
        ("Kota Samarinda", 4, 20, 2),
        ("Kab. Kutai Timur", 3, 10, 1),
    ]
    assert [(r.label, r.used) for r in page.organisations] == [("LP3H Cerita", 2)]
    assert [r.used for r in page.funnel] == [40, 9, 7, 3]
    assert "data 2 Jun 2026 11.00 WITA" in text


def test_a_head_needs_no_script(story: Story, head: User, province_officer: User) -> None:
    assert b"<script" not in get(head).content
    assert b"<script" in get(province_officer).content


def test_every_linked_number_equals_the_list_behind_it(story: Story, head: User) -> None:
    page = get(head).context["page"]
    rows = [*page.funnel, *page.regions, *page.organisations]
    links = [(r.used_url, r.used) for r in rows] + [(r.issued_url, r.issued) for r in rows]
    links += [(page.used_url, page.summary.used), (page.issued_url, page.summary.issued)]
    links = [(url, count) for url, count in links if url]

    assert len(links) == 11
    for url, count in links:
        assert get(head, url).context["count"] == count, url


def test_a_past_day_is_reproducible_to_the_digit(story: Story, head: User) -> None:
    first = get(head, URL + "?per=2026-03-30").context["page"]
    stories.file(story, factories.SAMARINDA, Status.ISSUED)
    again = get(head, URL + "?per=30/03/2026").context["page"]

    assert (first.summary.used, first.summary.issued) == (4, 2)
    assert again.summary == first.summary
    assert again.stamp == "data akhir hari 30 Maret 2026 WITA"
    assert not any(row.used_url for row in again.regions)


@pytest.mark.parametrize(
    ("per", "message"),
    [("2026-06-03", "Pilih tanggal sampai hari ini."), ("kemarin", "Tulis tanggal seperti")],
)
def test_a_day_that_is_none_is_explained(story: Story, head: User, per: str, message: str) -> None:
    response = get(head, f"{URL}?per={per}")

    assert response.status_code == 200
    assert message in response.content.decode()


def test_a_kabupaten_sees_its_own_row_and_links_only_that(story: Story, officer: User) -> None:
    page = get(officer).context["page"]

    assert [r.label for r in page.regions] == ["Kab. Kutai Timur"]
    assert page.used_url == ""
    assert page.tiles is None
    assert get(officer, page.regions[0].used_url).context["count"] == 3


def test_who_may_see_it(
    *,
    story: Story,
    head: User,
    auditor: User,
    officer: User,
    owner: User,
    companion: User,
    coordinator: User,
    admin_user: User,
) -> None:
    elsewhere = factories.make_officer("73")
    assert [get(u).status_code for u in (head, auditor, officer)] == [200, 200, 200]
    assert [get(u).status_code for u in (owner, companion, coordinator, admin_user)] == [403] * 4
    assert get(elsewhere).status_code == 404
    assert Client().get(URL).status_code == 302


def test_query_count_does_not_grow(
    story: Story,
    head: User,
    django_assert_max_num_queries: object,
) -> None:
    client = factories.client_for(head)
    client.get(URL)
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        client.get(URL)
    for _ in range(5):
        stories.file(story, factories.SAMARINDA, Status.IN_SIHALAL)
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        client.get(URL)


def test_the_list_names_each_programme_with_its_sentence(story: Story, auditor: User) -> None:
    text = get(auditor, "/laporan/").content.decode()

    assert URL in text
    assert "PERLU PERHATIAN: baru 18% kuota terpakai" in text


def test_no_inline_style_anywhere(story: Story, head: User) -> None:
    content = get(head).content
    assert b"style=" not in content
    assert b"<style" not in content


def test_without_a_programme(head: User) -> None:
    assert "Data program belum diisi." in get(head, "/laporan/").content.decode()


def test_page_of_the_command_line_is_that_of_the_province(story: Story, head: User) -> None:
    with time_machine.travel(NOW, tick=False):
        whole = overview(programme=story.programme, scope=province_scope(story.programme))
        seen = overview(programme=story.programme, scope=head.scope)
    assert whole == seen
    assert whole.summary.as_of == date(2026, 6, 2)
