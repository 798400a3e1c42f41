"""However many rows a recap has, it asks the database as often."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from certification.enums import Status
from certification.models import Certificate, Obstacle, ObstacleCause, ProductClass
from reports.selectors.recaps import RECAPS
from tests import factories
from tests.reports.recap_asking import ask, case
from tests.reports.story import NOW, Story, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(province_officer: User) -> Story:
    return tell(province_officer)


def fill(story: Story) -> None:
    """Thirty more rows wherever a recap has rows."""
    for code in ("64.01", "64.02", "64.03", "64.07", "64.09", "64.11", "64.71", "64.74"):
        factories.make_allocation(story.programme, region=code, granted=1, by=story.by)
    for _ in range(12):
        lp3h = factories.make_organisation()
        factories.make_allocation(
            story.programme,
            region=factories.SAMARINDA,
            organisation=lp3h,
            granted=1,
            by=story.by,
        )
    causes = list(ObstacleCause.objects.all())
    classes = list(ProductClass.objects.all())
    for number in range(30):
        companion = factories.make_companion()
        application = case(
            story.programme,
            story.by,
            ("submit", Status.SUBMITTED, NOW - timedelta(days=20)),
            ("accept", Status.ACCEPTED, NOW - timedelta(days=10)),
            ("issue", Status.ISSUED, NOW - timedelta(days=1)),
            companion=companion,
            organisation=companion.memberships.get().organisation,
            product_class=classes[number % len(classes)],
            business=factories.make_business(kbli_code=f"{10000 + number}", kbli_version=2020),
        )
        Certificate.objects.create(
            application=application, number=f"ID9{number:016}", issued_on=NOW.date()
        )
        cause = causes[number % len(causes)]
        Obstacle.objects.create(
            application=application,
            programme=application.programme,
            cause=cause,
            since=NOW - timedelta(days=5),
            reported_by=story.by,
            next_actor=cause.next_actor,
        )


@pytest.mark.parametrize("as_of", [None, NOW.date() - timedelta(days=1)])
@pytest.mark.parametrize("code", [code for code in RECAPS if code != "kegiatan"])
def test_queries_do_not_grow_with_the_rows(story: Story, code: str, as_of: date | None) -> None:
    def count() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as queries:
            table = ask(code, story.programme, as_of=as_of)
            rows = len(list(table.rows))
        return len(queries), rows

    few, rows = count()
    with time_machine.travel(NOW - timedelta(days=3), tick=False):
        fill(story)
    many, more_rows = count()
    assert more_rows > rows or code in ("umur", "indikator", "anggaran")
    # Calendars and names are only asked for where there is a row at all.
    assert many <= max(few, 6)
