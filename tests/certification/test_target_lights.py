"""What a target counts, its light and the reason for it."""

import datetime

import pytest
import time_machine

from accounts.models import User
from certification.enums import DayBasis, Light, MovementKind, TargetMeasure
from certification.models import Allocation, Programme, Target
from certification.selectors import programme_summary
from certification.selectors.targets import TargetSummary
from certification.services import targets as services
from tests.certification.targets import DUE, START, details, hundred_places, url
from tests.certification.test_summary import move, noon
from tests.factories import EAST_KUTAI, SAMARINDA, client_for, make_user


@pytest.fixture
def kaltim(province_officer: User) -> Programme:
    return hundred_places(province_officer)


def only(programme: Programme, day: datetime.date) -> TargetSummary:
    [target] = programme_summary(programme=programme, as_of=day).targets
    return target


def enter(node: Allocation, days: list[datetime.date], by: User, **deltas: int) -> None:
    for day in days:
        move(node, MovementKind.COMMIT, noon(day), by, **deltas)


def test_each_level_and_measure_counts_its_own(kaltim: Programme, province_officer: User) -> None:
    lp3h_node = Allocation.objects.exclude(organisation=None).get()
    samarinda = Allocation.objects.get(region_id=SAMARINDA)
    day = datetime.date(2025, 3, 3)
    enter(lp3h_node, [day], province_officer, used=5, issued=2)
    enter(samarinda, [day], province_officer, used=7, issued=1)
    expected = {}
    for measure in TargetMeasure:
        for region, organisation, done in (
            (None, None, {"used": 12, "issued": 3}),
            (EAST_KUTAI, None, {"used": 5, "issued": 2}),
            (SAMARINDA, None, {"used": 7, "issued": 1}),
            (None, lp3h_node.organisation_id, {"used": 5, "issued": 2}),
            (SAMARINDA, lp3h_node.organisation_id, {"used": 0, "issued": 0}),
        ):
            target = Target.objects.create(
                programme=kaltim,
                name="T",
                quantity=50,
                starts_on=START,
                due_on=DUE,
                region_id=region,
                organisation_id=organisation,
                measure=measure,
            )
            expected[target.pk] = done[measure]
    summary = programme_summary(programme=kaltim, as_of=day)
    assert {t.pk: t.done for t in summary.targets} == expected
    paces = {t.pk: t.pace_now_per_working_day for t in summary.targets}
    # Eight working days from 20 February to 3 March 2025.
    assert paces == {pk: round(done / 8, 2) for pk, done in expected.items()}


def working_days(count: int, until: datetime.date) -> list[datetime.date]:
    days = [until - datetime.timedelta(days=n) for n in range(60)]
    return [day for day in days if day.weekday() < 5][:count]


@pytest.mark.parametrize(
    ("per_day", "quantity", "due_on", "light", "words"),
    [
        (1, 60, "2025-11-28", Light.GREEN, "sesuai laju: perlu"),
        (1, 60, "2025-09-01", Light.YELLOW, "laju cukup, masih naik turun: perlu 0,9"),
        (1, 60, "2025-08-28", Light.YELLOW, "bisa terkejar, belum pasti: perlu 1,1"),
        (1, 60, "2025-08-08", Light.RED, "perlu 3,3 per hari kerja, laju 1"),
        (1, 60, "2025-07-31", Light.RED, "tidak ada hari kerja lagi, masih kurang 20"),
        (1, 60, "2025-07-27", Light.LATE, "lewat 4 hari (4 hari kerja), masih kurang 20"),
        (1, 40, "2025-07-27", Light.MET, "tercapai 40 dari 40"),
        (0, 60, "2025-11-28", Light.RED, "laju 0"),
    ],
)
def test_the_light_and_its_reason(  # noqa: PLR0917
    kaltim: Programme,
    province_officer: User,
    per_day: int,
    quantity: int,
    due_on: str,
    light: Light,
    words: str,
) -> None:
    day = datetime.date(2025, 7, 31)
    node = Allocation.objects.get(region_id=EAST_KUTAI, organisation=None)
    if per_day:
        enter(node, working_days(40, day), province_officer, used=per_day)
    target = services.add_target(
        programme=kaltim,
        details=details(quantity=quantity, due_on=datetime.date.fromisoformat(due_on)),
        by=province_officer,
    )
    found = only(kaltim, day)
    assert (found.pk, found.light) == (target.pk, light)
    assert words in found.light_reason


def test_a_young_target_is_not_called_behind(kaltim: Programme, province_officer: User) -> None:
    services.add_target(programme=kaltim, details=details(), by=province_officer)
    found = only(kaltim, START + datetime.timedelta(days=5))
    assert found.light == Light.YELLOW
    assert found.light_reason.startswith("baru dimulai: perlu")


def test_the_page_shows_light_reason_and_range(kaltim: Programme, province_officer: User) -> None:
    by, day = province_officer, datetime.date(2025, 7, 31)
    node = Allocation.objects.get(region_id=EAST_KUTAI, organisation=None)
    enter(node, working_days(40, day), by, used=1)
    late = datetime.date(2025, 11, 28)
    target = services.add_target(programme=kaltim, details=details(due_on=late), by=by)
    with time_machine.travel(noon(day), tick=False):
        page = client_for(by).get(url("programme-detail", kaltim)).content.decode()
        seen_by_head = client_for(make_user("head", region="64"))
        other = seen_by_head.get(url("programme-detail", kaltim)).content.decode()
    for text in (page, other):
        assert "Aman" in text
        assert "sesuai laju: perlu" in text
        assert "8 dari 10 kemungkinan antara" in text
        assert "gamma-Poisson" in text
    assert url("target-change", kaltim, target) in page
    assert url("target-change", kaltim, target) not in other


def test_a_past_day_comes_out_the_same_later(kaltim: Programme, province_officer: User) -> None:
    by, day = province_officer, datetime.date(2025, 7, 31)
    node = Allocation.objects.get(region_id=EAST_KUTAI, organisation=None)
    enter(node, working_days(30, day), by, used=1)
    services.add_target(programme=kaltim, details=details(quantity=90), by=by)
    before = only(kaltim, day)
    assert before.forecast_from
    enter(node, [day + datetime.timedelta(days=n) for n in (1, 4)], by, used=5)
    assert only(kaltim, day) == before


def test_years_without_a_decree_make_an_estimate(kaltim: Programme, province_officer: User) -> None:
    target = services.add_target(
        programme=kaltim,
        details=details(day_basis=DayBasis.WORKING, due_on=datetime.date(2027, 12, 30)),
        by=province_officer,
    )
    assert only(kaltim, START).is_estimate is False
    Target.objects.filter(pk=target.pk).update(due_on=datetime.date(2028, 1, 3))
    assert only(kaltim, START).is_estimate is True
    page = client_for(province_officer).get(url("target-change", kaltim, target))
    assert "perkiraan" in page.content.decode()
