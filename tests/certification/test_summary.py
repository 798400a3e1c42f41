"""The figures of a programme, today and as of a past day."""

import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from certification.enums import DayBasis, MovementKind
from certification.models import Allocation, Movement, Programme, Target
from certification.selectors import programme_summary
from tests.factories import (
    EAST_KUTAI,
    SAMARINDA,
    make_allocation,
    make_organisation,
    make_programme,
)

DUE = datetime.date(2025, 5, 31)
MEETING = datetime.date(2025, 6, 4)
ZONE = ZoneInfo("Asia/Makassar")


def noon(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(12), ZONE)


def move(allocation: Allocation, kind: str, at: datetime.datetime, by: User, **deltas: int) -> None:
    """A movement on a chosen day with the counters in step."""
    Movement.objects.create(allocation=allocation, kind=kind, at=at, by=by, **deltas)
    for counter, delta in deltas.items():
        setattr(allocation, counter, getattr(allocation, counter) + delta)
    allocation.save()


@pytest.fixture
def kaltim(province_officer: User) -> Programme:
    """1,000 places; by 4 June 2025 320 used and 58 issued, 10 more on the day after."""
    lp3h = make_organisation(name="LP3H Al-Amin")
    by = province_officer
    with time_machine.travel(noon(datetime.date(2025, 2, 20)), tick=False):
        programme = make_programme(by=by, quota=1_000, year=2025)
        kutim = make_allocation(programme, granted=400, by=by)
        leaf = make_allocation(programme, organisation=lp3h, granted=100, by=by)
        samarinda = make_allocation(programme, region=SAMARINDA, granted=300, by=by)
    kutim.refresh_from_db()
    march, may = noon(datetime.date(2025, 3, 12)), noon(datetime.date(2025, 5, 20))
    move(kutim, MovementKind.COMMIT, march, province_officer, used=200)
    move(leaf, MovementKind.COMMIT, may, province_officer, used=20)
    move(samarinda, MovementKind.COMMIT, may, province_officer, used=100)
    move(kutim, MovementKind.ISSUE, may, province_officer, issued=58)
    move(leaf, MovementKind.RESERVE, noon(MEETING), province_officer, reserved=10)
    after = noon(MEETING + datetime.timedelta(days=1))
    move(leaf, MovementKind.COMMIT, after, province_officer, reserved=-10, used=10)
    Target.objects.create(
        programme=programme,
        name="100 hari",
        quantity=1_000,
        starts_on=datetime.date(2025, 2, 20),
        due_on=DUE,
    )
    return programme


def test_figures_of_a_past_day_come_from_the_movements(kaltim: Programme) -> None:
    summary = programme_summary(programme=kaltim, as_of=MEETING)
    assert (summary.quota, summary.used, summary.issued) == (1_000, 320, 58)
    assert (summary.reserved, summary.free, summary.in_process) == (10, 670, 262)
    assert summary.undistributed == 300


def test_figures_of_now_come_from_the_counters(kaltim: Programme) -> None:
    summary = programme_summary(programme=kaltim)
    assert (summary.used, summary.reserved, summary.free) == (330, 0, 670)


def test_counters_and_all_movements_give_the_same(kaltim: Programme) -> None:
    now = programme_summary(programme=kaltim)
    from_movements = programme_summary(programme=kaltim, as_of=now.as_of)
    assert from_movements == now


def test_a_movement_one_minute_after_midnight_belongs_to_the_next_day(
    kaltim: Programme, province_officer: User
) -> None:
    allocation = Allocation.objects.get(programme=kaltim, region_id=SAMARINDA)
    midnight = datetime.datetime.combine(MEETING, datetime.time(), ZONE)
    minute = datetime.timedelta(minutes=1)
    move(allocation, MovementKind.COMMIT, midnight - minute, province_officer, used=1)
    move(allocation, MovementKind.COMMIT, midnight + minute, province_officer, used=1)
    before = programme_summary(programme=kaltim, as_of=MEETING - datetime.timedelta(days=1))
    assert before.used == 321
    assert programme_summary(programme=kaltim, as_of=MEETING).used == 322


def test_regions_hold_the_places_of_their_lp3h_and_add_up(kaltim: Programme) -> None:
    summary = programme_summary(programme=kaltim, as_of=MEETING)
    east_kutai = next(row for row in summary.regions if row.code == EAST_KUTAI)
    assert (east_kutai.quota, east_kutai.used, east_kutai.issued) == (400, 220, 58)
    assert sum(row.used for row in summary.regions) == summary.used
    assert summary.organisations[0].used == 20
    assert [row.code for row in summary.regions] == [SAMARINDA, EAST_KUTAI]


def test_a_passed_target_tells_how_late_it_is(kaltim: Programme) -> None:
    (target,) = programme_summary(programme=kaltim, as_of=MEETING).targets
    assert (target.overdue_calendar_days, target.overdue_working_days) == (4, 3)
    assert (target.days_left, target.pace_needed_per_working_day) == (0, None)


def test_a_coming_target_tells_the_pace_it_needs(kaltim: Programme) -> None:
    Target.objects.update(due_on=datetime.date(2025, 6, 12), day_basis=DayBasis.WORKING)
    (target,) = programme_summary(programme=kaltim, as_of=MEETING).targets
    # 5, 10, 11 and 12 June: 6 is Idul Adha, 9 its cuti bersama, between them a weekend.
    assert target.days_left == 4
    assert target.pace_needed_per_working_day == 170.0
    assert target.overdue_calendar_days == 0


def test_the_forecast_goes_on_at_the_pace_of_the_last_four_weeks(kaltim: Programme) -> None:
    (target,) = programme_summary(programme=kaltim, as_of=MEETING).targets
    # 120 places in the 16 working days up to 4 June, so 680 more need 91 working days.
    assert target.forecast_on == datetime.date(2025, 10, 16)


def test_no_pace_no_forecast(kaltim: Programme) -> None:
    (target,) = programme_summary(programme=kaltim, as_of=datetime.date(2025, 5, 1)).targets
    assert target.forecast_on is None
    assert target.pace_needed_per_working_day is not None


def test_a_regency_officer_gets_own_rows_and_whole_totals(
    kaltim: Programme, officer: User, coordinator: User
) -> None:
    summary = programme_summary(programme=kaltim, as_of=MEETING)
    own = summary.within(officer.scope)
    assert [row.code for row in own.regions] == [EAST_KUTAI]
    assert {cell.region_code for cell in own.cells} == {EAST_KUTAI}
    assert own.used == 320
    assert summary.within(coordinator.scope).cells == ()


@pytest.mark.parametrize("as_of", [None, MEETING])
def test_few_queries_whatever_the_size(kaltim: Programme, as_of: datetime.date | None) -> None:
    programme = Programme.objects.select_related("region").get(pk=kaltim.pk)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            programme_summary(programme=programme, as_of=as_of)
        return len(found)

    # Levels, targets, what came in by day, days of the offices and years with a decree.
    assert queries() == 4
    target = Target.objects.get()
    for region_id in (EAST_KUTAI, SAMARINDA):
        target.pk, target.region_id = None, region_id
        target.save(force_insert=True)
    assert queries() == 4
    Target.objects.all().delete()
    assert queries() == 2
