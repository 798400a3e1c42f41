"""Days that are over are closed: once, in order, and never a figure changes by it."""

import datetime
from zoneinfo import ZoneInfo

import psycopg
import pytest
import time_machine
from django.db import connection
from psycopg.conninfo import make_conninfo

from accounts.models import Organisation, User
from certification import invariants_tallies
from certification.enums import MovementKind, Status
from certification.models import (
    Allocation,
    AllocationClosing,
    Programme,
    StatusClosing,
    StatusDelta,
    Target,
)
from certification.selectors import programme_summary
from certification.selectors.tallies import status_counts
from certification.services import closings, tallies
from certification.services.tallies import Standing
from certification.tasks import close_days
from tests.certification.test_summary import MEETING, kaltim, move, noon
from tests.factories import EAST_KUTAI, SAMARINDA, make_companion, make_organisation

__all__ = ["kaltim"]

ZONE = ZoneInfo("Asia/Makassar")
DAY = datetime.timedelta(days=1)
DAYS = [datetime.date(2025, 2, 19) + n * DAY for n in range(0, 110, 3)] + [MEETING]
AFTER = datetime.datetime(2025, 7, 1, 12, tzinfo=ZONE)


def at(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime.datetime:
    return datetime.datetime(year, month, day, hour, minute, tzinfo=ZONE)


def days_closed(programme: Programme) -> list[datetime.date]:
    closed = AllocationClosing.objects.filter(allocation__programme=programme)
    return sorted(set(closed.values_list("closed_on", flat=True)))


def test_figures_stay_the_same_to_the_digit(kaltim: Programme) -> None:
    for region in (EAST_KUTAI, SAMARINDA):
        Target.objects.create(
            programme=kaltim,
            name="Wilayah",
            region_id=region,
            quantity=300,
            starts_on=datetime.date(2025, 2, 20),
            due_on=MEETING,
        )
    before = {day: programme_summary(programme=kaltim, as_of=day) for day in DAYS}
    assert (before[MEETING].used, before[MEETING].issued) == (320, 58)
    assert closings.close(kaltim, settled=AFTER) == 5
    assert days_closed(kaltim)[-1] == MEETING + DAY
    assert {day: programme_summary(programme=kaltim, as_of=day) for day in DAYS} == before
    now = programme_summary(programme=kaltim)
    assert programme_summary(programme=kaltim, as_of=now.as_of) == now


def test_a_day_is_closed_once_and_a_pause_is_caught_up(kaltim: Programme) -> None:
    assert closings.close(kaltim, settled=at(2025, 3, 13, 0)) == 2
    assert closings.close(kaltim, settled=at(2025, 3, 13, 0)) == 0
    closed = list(AllocationClosing.objects.order_by("pk").values_list())
    # Three months without beat.
    assert closings.close(kaltim, settled=AFTER) == 3
    assert list(AllocationClosing.objects.order_by("pk").values_list())[: len(closed)] == closed
    assert list(invariants_tallies.check()) == []


def test_a_day_ends_at_midnight_of_the_province(kaltim: Programme) -> None:
    closings.close(kaltim, settled=at(2025, 5, 20, 23, 59))
    assert days_closed(kaltim)[-1] == datetime.date(2025, 3, 12)
    closings.close(kaltim, settled=at(2025, 5, 21, 0))
    assert days_closed(kaltim)[-1] == datetime.date(2025, 5, 20)


def test_what_happens_after_midnight_belongs_to_the_next_day(
    kaltim: Programme, province_officer: User
) -> None:
    closings.close(kaltim, settled=at(2025, 6, 5, 0))
    samarinda = Allocation.objects.get(programme=kaltim, region_id=SAMARINDA)
    move(samarinda, MovementKind.COMMIT, at(2025, 6, 5, 0), province_officer, used=1)
    assert programme_summary(programme=kaltim, as_of=MEETING).used == 320
    assert programme_summary(programme=kaltim, as_of=MEETING + DAY).used == 331


def test_places_of_companions_lie_at_their_lp3h(kaltim: Programme, province_officer: User) -> None:
    lp3h = Allocation.objects.get(programme=kaltim, organisation__isnull=False)
    by, when = province_officer, noon(MEETING + DAY)
    own = Allocation.objects.create(
        programme=kaltim,
        parent=lp3h,
        region_id=EAST_KUTAI,
        organisation=lp3h.organisation,
        companion=make_companion(lp3h.organisation),
    )
    connection.cursor().execute("SET CONSTRAINTS ALL DEFERRED")
    move(lp3h, MovementKind.SPLIT, when, by, delegated=20)
    move(own, MovementKind.SPLIT, when, by, granted=20)
    move(own, MovementKind.RESERVE, when, by, reserved=7)
    move(own, MovementKind.COMMIT, when + DAY, by, reserved=-2, used=2)
    before = programme_summary(programme=kaltim, as_of=MEETING + DAY)
    (row,) = before.organisations
    assert (row.quota, row.reserved, row.used) == (100, 7, 30)
    closings.close(kaltim, settled=AFTER)
    assert programme_summary(programme=kaltim, as_of=MEETING + DAY) == before
    assert not AllocationClosing.objects.filter(allocation=own).exists()
    assert list(invariants_tallies.check()) == []


def test_a_forgotten_programme_is_closed_again(kaltim: Programme) -> None:
    closings.close(kaltim, settled=AFTER)
    before = list(AllocationClosing.objects.order_by("closed_on", "allocation").values_list()[:99])
    closings.forget(kaltim)
    assert not AllocationClosing.objects.exists()
    closings.close(kaltim, settled=AFTER)
    after = list(AllocationClosing.objects.order_by("closed_on", "allocation").values_list()[:99])
    assert [row[1:] for row in after] == [row[1:] for row in before]


def test_statuses_are_closed_too(kaltim: Programme) -> None:
    lp3h: Organisation = make_organisation()
    here = Standing(kaltim.pk, EAST_KUTAI, lp3h.pk, Status.DRAFT)
    tallies.record(None, here, at=at(2025, 3, 1, 9))
    tallies.record(None, here, at=at(2025, 3, 1, 10))
    tallies.record(here, here._replace(status=Status.SUBMITTED), at=at(2025, 3, 3, 9))
    tallies.record(here, here._replace(organisation_id=None), at=at(2025, 3, 9, 9))
    days = [datetime.date(2025, 3, day) for day in range(1, 12)]
    before = {day: status_counts(kaltim, day, by_lp3h=True) for day in days}
    closings.close(kaltim, settled=AFTER)
    assert {day: status_counts(kaltim, day, by_lp3h=True) for day in days} == before
    assert {c.closed_on.day for c in StatusClosing.objects.all()} == {1, 3, 9}
    # The closings alone carry the figures: without the old deltas nothing changes.
    StatusDelta.objects.all().delete()
    assert status_counts(kaltim, by_lp3h=True) == before[days[-1]]


@pytest.mark.django_db(transaction=True)
def test_a_step_that_is_not_committed_yet_keeps_its_day_open() -> None:
    later = datetime.datetime.now(ZONE) + 3 * DAY
    given = connection.get_connection_params()
    names = ("host", "port", "user", "password", "dbname")
    address = make_conninfo(**{name: given[name] for name in names if given.get(name)})
    with psycopg.connect(address) as other:
        (began,) = other.execute("SELECT now()").fetchone() or ()
        assert closings.settled_until(later) == began - closings.MARGIN
    assert closings.settled_until(later) == later - closings.MARGIN


@time_machine.travel(AFTER, tick=False)
def test_the_task_may_run_twice(kaltim: Programme) -> None:
    close_days()
    closed = days_closed(kaltim)
    assert closed[-1] == MEETING + DAY
    count = AllocationClosing.objects.count()
    close_days()
    assert (days_closed(kaltim), AllocationClosing.objects.count()) == (closed, count)
