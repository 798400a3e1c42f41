"""A head's page for somebody without an account: made, opened, expired, taken back."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.enums import Role
from accounts.models import User
from halalportal.audit.models import AuditEntry
from reports.models import ShareLink
from reports.views.sharing import MOST_UNKNOWN
from tests import factories
from tests.reports.story import NOW, Story, tell

pytestmark = pytest.mark.django_db
SHARE = "/laporan/cerita-2026/bagikan/"


@pytest.fixture
def story(province_officer: User) -> Story:
    return tell(province_officer)


@pytest.fixture(autouse=True)
def at_the_meeting() -> Any:
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def make_link(user: User, days: int = 7, per: str = "") -> ShareLink:
    """Makes a link as the page's form does."""
    answer = factories.client_for(user).post(SHARE + per, {"days": days})
    assert answer.status_code == 302, answer.content.decode()
    return ShareLink.objects.latest("pk")


def opened(link: ShareLink) -> Any:
    """What somebody without an account gets."""
    return Client().get(f"/r/{link.code}/")


def test_the_same_figures_without_an_account_and_without_lists(story: Story, head: User) -> None:
    link = make_link(head)
    own = factories.client_for(head).get("/laporan/cerita-2026/").context["page"]
    answer = opened(link)
    page, text = answer.context["page"], answer.content.decode()

    assert answer.status_code == 200
    assert page.summary == own.summary
    assert str(page.headline) == str(own.headline)
    assert own.headline.text in text
    assert "data 2 Jun 2026 11.00 WITA" in text
    assert "sampai 9 Jun 2026 11.00 WITA" in text
    main = text[text.index("<main") : text.index("</main>")]
    assert re.findall(r"<a\b", main) == []
    assert "<script" not in text


def test_nobody_is_named_on_it(story: Story, head: User) -> None:
    text = opened(make_link(head)).content.decode()

    people = {head.name, head.email, story.by.name}
    businesses = story.programme.applications.values_list("business__name", flat=True)
    owners = story.programme.applications.values_list("business__owner_name", flat=True)
    numbers = story.programme.applications.values_list("number", flat=True)
    for word in (*people, *businesses, *owners, *numbers):
        assert str(word) not in text


def test_it_is_kept_by_nobody_and_found_by_nobody(story: Story, head: User) -> None:
    headers = opened(make_link(head)).headers

    assert "noindex" in headers["X-Robots-Tag"]
    assert "no-store" in headers["Cache-Control"]
    assert headers["Referrer-Policy"] == "no-referrer"


def test_a_past_day_stays_that_day(story: Story, head: User) -> None:
    link = make_link(head, per="?per=2026-03-30")

    assert opened(link).context["page"].summary.used == 4
    assert "data akhir hari 30 Maret 2026 WITA" in opened(link).content.decode()


@pytest.mark.parametrize("days", [1, 7, 30])
def test_it_opens_for_as_long_as_was_chosen(
    story: Story, head: User, days: int, at_the_meeting: Any
) -> None:
    link = make_link(head, days)

    at_the_meeting.move_to(NOW + timedelta(days=days) - timedelta(seconds=1))
    assert opened(link).status_code == 200
    at_the_meeting.move_to(NOW + timedelta(days=days))
    assert opened(link).status_code == 404


def test_taken_back_it_answers_like_an_unknown_one(story: Story, head: User) -> None:
    link = make_link(head)
    client = factories.client_for(head)
    first = client.post(f"{SHARE}{link.pk}/cabut/")
    client.post(f"{SHARE}{link.pk}/cabut/")

    assert first.status_code == 302
    gone, unknown = opened(link), Client().get("/r/tidak-pernah-ada/")
    assert gone.status_code == unknown.status_code == 404
    assert gone.content == unknown.content
    actions = AuditEntry.objects.filter(subject_id=str(link.pk)).values_list("action", flat=True)
    assert sorted(actions) == ["share_link.created", "share_link.revoked"]


def test_it_dies_with_the_role_of_its_maker(story: Story, head: User) -> None:
    link = make_link(head)
    head.memberships.update(ended_on=NOW.date())
    assert opened(link).status_code == 404

    again = make_link(factories.make_user(Role.HEAD, region=factories.EAST_KALIMANTAN))
    User.objects.filter(pk=again.membership.user_id).update(is_active=False)
    assert opened(again).status_code == 404


def test_a_kabupaten_shares_only_its_own_figures(story: Story, officer: User) -> None:
    page = opened(make_link(officer)).context["page"]

    assert (page.place, page.summary.used) == ("Kabupaten Kutai Timur", 3)
    assert "Samarinda" not in opened(ShareLink.objects.get()).content.decode()


def test_everybody_sees_and_takes_back_only_own_links(
    story: Story, officer: User, stranger: User, head: User
) -> None:
    link = make_link(officer)

    assert link.code in factories.client_for(officer).get(SHARE).content.decode()
    for other in (stranger, head):
        assert link.code not in factories.client_for(other).get(SHARE).content.decode()
        answer = factories.client_for(other).post(f"{SHARE}{link.pk}/cabut/")
        assert answer.status_code == 404
    assert opened(link).status_code == 200


def test_who_may_share(
    story: Story, owner: User, companion: User, coordinator: User, auditor: User
) -> None:
    elsewhere = factories.make_officer("73")
    for user, status in ((owner, 403), (companion, 403), (coordinator, 403), (elsewhere, 404)):
        assert factories.client_for(user).post(SHARE, {"days": 7}).status_code == status
    assert Client().post(SHARE, {"days": 7}).status_code == 302
    assert not ShareLink.objects.exists()
    assert make_link(auditor).membership.user_id == auditor.pk


@pytest.mark.parametrize("days", ["", "2", "365", "x"])
def test_another_span_is_refused_in_plain_words(story: Story, head: User, days: str) -> None:
    answer = factories.client_for(head).post(SHARE, {"days": days})

    assert answer.status_code == 200
    assert "Pilih" in answer.content.decode()
    assert not ShareLink.objects.exists()


def test_guessing_is_stopped_but_not_the_link(story: Story, head: User) -> None:
    link = make_link(head)
    for number in range(MOST_UNKNOWN):
        assert Client().get(f"/r/tebakan-{number}/").status_code == 404

    assert Client().get("/r/satu-lagi/").status_code == 429
    assert Client(REMOTE_ADDR="10.9.8.7").get(f"/r/{link.code}/").status_code == 200


def test_codes_cannot_be_guessed(story: Story, head: User) -> None:
    codes = {make_link(head).code for _ in range(5)}

    assert len(codes) == 5
    assert min(map(len, codes)) >= 27  # 160 bits
    assert not any(str(link.pk) == link.code for link in ShareLink.objects.all())


def test_the_message_for_whatsapp_carries_the_whole_address(story: Story, head: User) -> None:
    link = make_link(head)
    text = factories.client_for(head).get(SHARE).content.decode()

    assert f"http://testserver/r/{link.code}/" in text
    assert (
        f"https://wa.me/?text=Ringkasan%20Cerita%3A%20http%3A%2F%2Ftestserver%2Fr%2F{link.code}%2F"
        in text
    )


def test_a_shared_page_needs_few_queries(
    story: Story, head: User, django_assert_max_num_queries: Any
) -> None:
    link = make_link(head)
    with django_assert_max_num_queries(15):
        opened(link)
