"""The day on which a target is due, in every way of counting, and the quota it stands beside."""

import datetime

import pytest

from accounts.models import User
from certification.models import Allocation, Programme, Target
from certification.selectors.due_dates import due_dates
from certification.services import targets as services
from tests.certification.targets import DUE, START, details, hundred_places, posted, url
from tests.factories import EAST_KUTAI, client_for, make_region


@pytest.fixture
def kaltim(province_officer: User) -> Programme:
    return hundred_places(province_officer)


def test_so_many_days_become_a_date_beside_the_other_ways_of_counting(
    kaltim: Programme, province_officer: User
) -> None:
    client = client_for(province_officer)
    page = client.post(url("target-dates", kaltim), posted(days="100")).content.decode()
    assert "Sabtu, 31 Mei 2025" in page
    # In working days without the first day, with it; cuti bersama counted, without and with it.
    for day in ("1 Agu 2025", "31 Jul 2025", "22 Jul 2025", "21 Jul 2025"):
        assert day in page
    assert not Target.objects.exists()
    client.post(url("programme-target", kaltim), posted(days="100"))
    assert Target.objects.get().due_on == DUE


@pytest.mark.parametrize(
    ("basis", "counts_first_day", "due_on"),
    [
        ("calendar", "", "2025-05-31"),
        ("calendar", "on", "2025-05-30"),
        ("working", "", "2025-08-01"),
        ("working", "on", "2025-07-31"),
        ("with_cb", "on", "2025-07-21"),
    ],
)
def test_each_target_is_counted_in_its_own_way(
    kaltim: Programme, province_officer: User, basis: str, counts_first_day: str, due_on: str
) -> None:
    fields = posted(days="100", day_basis=basis)
    if counts_first_day:
        fields["counts_first_day"] = counts_first_day
    client_for(province_officer).post(url("programme-target", kaltim), fields)
    target = Target.objects.get()
    assert target.due_on.isoformat() == due_on
    assert due_dates(target).days == 100
    [chosen] = [row for row in due_dates(target).rows if row.is_chosen]
    assert chosen.days_until_due == 100


def test_changing_starts_from_what_is_there(kaltim: Programme, province_officer: User) -> None:
    target = services.add_target(programme=kaltim, details=details(), by=province_officer)
    client = client_for(province_officer)
    page = client.get(url("target-change", kaltim, target)).content.decode()
    assert "31/05/2025" in page
    assert "100 hari berakhir" in page
    response = client.post(
        url("target-change", kaltim, target),
        posted(due_on="30/6/2025", measure="issued", region=EAST_KUTAI),
    )
    assert response.status_code == 302
    target.refresh_from_db()
    assert (target.due_on, target.measure) == (datetime.date(2025, 6, 30), "issued")
    assert target.region_id == EAST_KUTAI


def test_a_target_above_the_quota_warns_and_is_saved(
    kaltim: Programme, province_officer: User
) -> None:
    client = client_for(province_officer)
    fields = posted(quantity="61", days="100", region=EAST_KUTAI)
    page = client.post(url("programme-target", kaltim), fields, follow=True).content.decode()
    assert "Target 61 lebih besar dari kuota Kabupaten Kutai Timur, 60." in page
    assert Target.objects.get().quantity == 61


@pytest.mark.parametrize(
    ("region", "with_lp3h", "quota"),
    [("", False, 100), (EAST_KUTAI, False, 60), (EAST_KUTAI, True, 20), ("", True, 20)],
)
def test_the_quota_is_that_of_the_level(
    kaltim: Programme, region: str, with_lp3h: bool, quota: int
) -> None:
    lp3h = Allocation.objects.exclude(organisation=None).get().organisation
    target = Target(
        programme=kaltim,
        quantity=quota + 1,
        starts_on=START,
        due_on=datetime.date(2025, 5, 30),
        region=make_region(region) if region else None,
        organisation=lp3h if with_lp3h else None,
    )
    [warning] = due_dates(target).warnings
    assert f", {quota}. " in warning
    target.quantity = quota
    assert due_dates(target).warnings == ()
