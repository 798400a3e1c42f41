"""The owner's home: the one next step, with the way to the very part that is to be mended."""

import pytest
from django.utils import timezone

from accounts.models import User
from certification.enums import Status
from certification.models import Application, ReturnItem, ReturnReason, StatusChange
from tests import factories
from tests.reports import story as stories
from tests.reports.story import NOW, Story, tell
from tests.reports.test_home import get

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules")]


@pytest.fixture
def story(province_officer: User) -> Story:
    return tell(province_officer)


def send_back(application: Application, by: User, *parts: str) -> None:
    """Written as the service writes it, with a reason for each part."""
    change = StatusChange.objects.create(
        application=application,
        transition="return",
        from_status=Status.SUBMITTED,
        to_status=Status.RETURNED,
        at=timezone.now(),
        by=by,
        note="Kami bantu lewat telepon.",
    )
    for part in parts:
        reason = ReturnReason.objects.create(
            code=f"uji-{part}",
            label=f"Alasan {part}",
            advice=f"Perbaiki {part} begini.",
            valid_from=NOW.date(),
        )
        ReturnItem.objects.create(change=change, reason=reason, part=part, note=f"Catatan {part}")


def test_one_thing_to_mend_is_one_tap_away(story: Story, owner: User, officer: User) -> None:
    mine = stories.file(story, factories.EAST_KUTAI, Status.RETURNED, owner=owner)
    send_back(mine, officer, "materials")
    page = get(owner)
    [card] = page.context["home"].cards
    assert card.url == f"/pengajuan/{mine.number}/bagian/bahan/"
    text = page.content.decode()
    for said in (
        "1 hal perlu diperbaiki",
        "Alasan materials",
        "Catatan materials Kami bantu lewat telepon.",
    ):
        assert said in text
    assert "Batas:" in text


def test_several_have_a_way_each(story: Story, owner: User, officer: User) -> None:
    mine = stories.file(story, factories.EAST_KUTAI, Status.RETURNED, owner=owner)
    send_back(mine, officer, "materials", "photos")
    page = get(owner)
    [card] = page.context["home"].cards
    assert card.url == f"/pengajuan/{mine.number}/"
    text = page.content.decode()
    for part in ("bahan", "foto"):
        assert f'href="/pengajuan/{mine.number}/bagian/{part}/"' in text


def test_while_others_act_there_is_no_deadline(story: Story, owner: User) -> None:
    stories.file(story, factories.EAST_KUTAI, Status.SUBMITTED, owner=owner)
    page = get(owner)
    [card] = page.context["home"].cards
    assert (card.action, card.due_on, card.fixes) == ("", None, ())
    assert "Batas:" not in page.content.decode()


def test_the_companion_is_one_tap_away(story: Story, owner: User, companion: User) -> None:
    companion.phone = "+6283400007777"
    companion.save()
    filed = stories.file(
        story, factories.EAST_KUTAI, Status.SUBMITTED, owner=owner, companion=companion
    )
    text = get(owner).content.decode()
    assert "https://wa.me/6283400007777?text=" in text
    assert filed.number in text


def test_the_home_asks_the_database_little(
    story: Story, owner: User, officer: User, django_assert_max_num_queries: object
) -> None:
    for status in (Status.RETURNED, Status.SUBMITTED, Status.IN_SIHALAL):
        mine = stories.file(story, factories.EAST_KUTAI, status, owner=owner)
    send_back(mine, officer, "materials")
    client = factories.client_for(owner)
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        client.get("/beranda/")
