"""The head's page names what holds most applications up, now and on a past day."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from accounts.models import User
from certification.enums import Status
from certification.models import Obstacle, ObstacleCause
from certification.services import obstacles
from reports.selectors.overview import overview, province_scope
from tests import factories
from tests.reports import story as stories
from tests.reports.story import NOW, Story


@pytest.fixture
def story(province_officer: User) -> Story:
    return stories.tell(province_officer)


def hold(story: Story, code: str, region: str) -> Obstacle:
    application = stories.file(story, region, Status.SUBMITTED)
    cause = ObstacleCause.objects.get(pk=code)
    return obstacles.report(application=application, cause=cause, by=story.by)


def test_the_most_frequent_with_their_lists(story: Story, head: User, officer: User) -> None:
    with time_machine.travel(NOW - timedelta(weeks=5), tick=False):
        hold(story, "nib", factories.SAMARINDA)
    with time_machine.travel(NOW, tick=False):
        for code, times in (("nib", 2), ("refuses", 2), ("sihalal", 2), ("other", 1)):
            for _ in range(times):
                hold(story, code, factories.SAMARINDA)
        hold(story, "refuses", factories.EAST_KUTAI)
        client = factories.client_for(head)
        answer = client.get(f"/laporan/{story.programme.slug}/")
        found = answer.context["page"].obstacles
        assert [(each.label, each.count, each.trend) for each in found] == [
            ("NIB bermasalah", 3, "naik dari 1"),
            ("Pemilik menolak", 3, "baru"),
            ("SiHalal gangguan", 2, "baru"),
            ("Lainnya", 1, "baru"),
        ]
        assert found[0].actor in answer.content.decode()
        assert "3 kendala, tertua" in client.get(found[0].url).content.decode()
        # Who answers for one kab/kota reads of that one.
        own = overview(programme=story.programme, scope=officer.scope)
        assert [(o.label, o.count) for o in own.obstacles] == [("Pemilik menolak", 1)]


def test_no_more_than_five(story: Story, head: User) -> None:
    codes = ObstacleCause.objects.values_list("pk", flat=True)[:6]
    for code in codes:
        hold(story, code, factories.SAMARINDA)
    page = overview(programme=story.programme, scope=head.scope)

    assert len(codes) == 6
    assert len(page.obstacles) == 5


def test_a_past_day_names_what_was_open_then(story: Story) -> None:
    began = datetime(2026, 5, 4, 3, tzinfo=UTC)
    with time_machine.travel(began, tick=False):
        obstacle = hold(story, "nib", factories.SAMARINDA)
    with time_machine.travel(began + timedelta(days=4), tick=False):
        obstacles.resolve(obstacle=obstacle, resolution="NIB terbit.", by=story.by)

    def count(day: date | None) -> int:
        scope = province_scope(story.programme)
        found = overview(programme=story.programme, scope=scope, as_of=day).obstacles
        return sum(obstacle.count for obstacle in found)

    days = [date(2026, 5, 3), date(2026, 5, 4), date(2026, 5, 7), date(2026, 5, 8)]
    assert [count(day) for day in days] == [0, 1, 1, 0]
    assert count(None) == 0
