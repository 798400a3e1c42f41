"""The head's page: the figures, who sees them, the lists behind them, and past days."""

from datetime import date

import pytest
import time_machine
from django.test import Client

from accounts.enums import Role
from accounts.models import User
from certification.enums import Status
from certification.models import Allocation, Target
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
    assert [step.count for step in page.funnel.steps] == [9, 8, 7, 3]
    assert "data 2 Jun 2026 11.00 WITA" in text


def test_a_head_needs_no_script(story: Story, head: User, province_officer: User) -> None:
    assert b"<script" not in get(head).content
    assert b"<script" in get(province_officer).content


def test_a_past_day_is_reproducible_to_the_digit(story: Story, head: User) -> None:
    first = get(head, URL + "?per=2026-03-30").context["page"]
    stories.file(story, factories.SAMARINDA, Status.ISSUED)
    again = get(head, URL + "?per=30/03/2026").context["page"]

    assert (first.summary.used, first.summary.issued) == (4, 2)
    assert again.summary == first.summary
    assert again.stamp == "data akhir hari 30 Maret 2026 WITA"


@pytest.mark.parametrize(
    ("per", "message"),
    [("2026-06-03", "Pilih tanggal sampai hari ini."), ("kemarin", "Tulis tanggal seperti")],
)
def test_a_day_that_is_none_is_explained(story: Story, head: User, per: str, message: str) -> None:
    response = get(head, f"{URL}?per={per}")

    assert response.status_code == 200
    assert message in response.content.decode()


def test_a_kabupaten_sees_its_own_page_in_the_same_shape(story: Story, officer: User) -> None:
    """Also the head of a kab/kota; the figures of the whole programme are not on it."""
    head_there = factories.make_user(Role.HEAD, region=factories.EAST_KUTAI)
    page = get(head_there).context["page"]

    assert page.place == "Kabupaten Kutai Timur"
    counts = page.summary
    assert (counts.quota, counts.reserved, counts.used, counts.issued) == (10, 2, 3, 1)
    assert [step.count for step in page.funnel.steps] == [5, 4, 3, 1]
    assert [(row.label, row.used, row.quota) for row in page.organisations] == [
        ("LP3H Cerita", 2, 4)
    ]
    assert page.tiles is None
    assert page.regions == ()
    assert str(page.headline) == "BELUM BISA DINILAI: 30% kuota terpakai, tenggat belum ditetapkan."
    assert get(officer).context["page"].summary == counts


def test_a_kabupaten_is_judged_by_its_own_target(story: Story, officer: User) -> None:
    Target.objects.create(
        programme=story.programme,
        region_id=factories.EAST_KUTAI,
        name="Kutai Timur",
        quantity=3,
        starts_on=date(2026, 3, 2),
        due_on=date(2026, 7, 1),
    )

    assert str(get(officer).context["page"].headline) == "AMAN: target 3 pengajuan sudah tercapai."


def test_a_kabupaten_without_target_is_judged_by_the_day_of_its_quota(
    story: Story, officer: User
) -> None:
    own = Allocation.objects.filter(programme=story.programme, region=factories.EAST_KUTAI)
    own.filter(organisation=None).update(due_on=date(2026, 5, 20))

    assert str(get(officer).context["page"].headline) == (
        "TERLAMBAT: baru 30% kuota terpakai, tenggat 20 Mei 2026 lewat 13 hari."
    )


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
