"""Correcting what a programme was opened with: name, dates, and a cost nobody used."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.models import User
from certification.enums import MovementKind
from certification.errors import CostUsedError, ProgrammeCancelledError, ProgrammeDatesError
from certification.models import Allocation, Movement, Programme
from certification.services import costs, programmes
from certification.services.costs import CostDetails
from halalportal.audit.models import AuditEntry
from tests.factories import client_for, make_application, make_business, make_programme

OPENED, CLOSED, JULY = date(2026, 1, 1), date(2026, 12, 31), date(2026, 7, 1)
MAKASSAR = ZoneInfo("Asia/Makassar")


@pytest.fixture
def programme(province_officer: User) -> Programme:
    return make_programme(by=province_officer, quota=10, starts_on=OPENED, ends_on=CLOSED)


def change(programme: Programme, by: User, **other: Any) -> Programme:
    values: dict[str, Any] = {"name": "Nama Baru", "starts_on": OPENED, "ends_on": CLOSED} | other
    return programmes.change_programme(programme=programme, by=by, **values)


def add_cost(programme: Programme, by: User) -> None:
    details = CostDetails(amount=300_000, valid_from=JULY, source="Keputusan 1/2026")
    costs.add_cost(programme=programme, details=details, by=by)


def enter_a_place(programme: Programme, by: User, at: datetime) -> None:
    Movement.objects.create(
        allocation=Allocation.objects.get(programme=programme),
        kind=MovementKind.COMMIT,
        application=make_application(make_business(), programme, by=by),
        at=at,
        by=by,
        used=1,
    )


def test_name_and_dates_change_and_the_address_stays(
    programme: Programme, province_officer: User
) -> None:
    slug, earlier = programme.slug, OPENED - timedelta(days=10)
    change(programme, province_officer, starts_on=earlier)
    programme.refresh_from_db()
    assert (programme.name, programme.starts_on, programme.slug) == ("Nama Baru", earlier, slug)
    # A place entered on the first of the new days has its cost.
    assert programme.unit_costs.get().valid_from == earlier
    entry = AuditEntry.objects.get(action="programme.changed")
    assert (entry.data["before"][1], entry.data["after"][1]) == ("2026-01-01", "2025-12-22")


def test_an_end_before_the_start_is_refused(programme: Programme, province_officer: User) -> None:
    with pytest.raises(ProgrammeDatesError):
        change(programme, province_officer, ends_on=OPENED - timedelta(days=1))
    url = reverse("certification:programme-update", args=[programme.slug])
    data = {"name": "Nama Baru", "starts_on": "1/2/2026", "ends_on": "31/1/2026"}
    answer = client_for(province_officer).post(url, data)
    assert "Tanggal selesai harus sesudah tanggal mulai." in answer.content.decode()
    programme.refresh_from_db()
    assert programme.name != "Nama Baru"


def test_dates_that_leave_applications_outside_are_kept_with_a_warning(
    programme: Programme, province_officer: User
) -> None:
    make_application(make_business(), programme, by=province_officer)
    url = reverse("certification:programme-update", args=[programme.slug])
    data = {"name": programme.name, "starts_on": "1/1/2020", "ends_on": "31/12/2020"}
    answer = client_for(province_officer).post(url, data, follow=True)
    assert "1 pengajuan dimulai di luar tanggal program." in answer.content.decode()
    programme.refresh_from_db()
    assert programme.ends_on == date(2020, 12, 31)


def test_only_the_own_province_corrects(
    programme: Programme, owner: User, officer: User, stranger: User, head: User
) -> None:
    [cost] = programme.unit_costs.all()
    for user in (owner, officer, stranger, head):
        with pytest.raises(PermissionDenied):
            change(programme, user)
        with pytest.raises(PermissionDenied):
            costs.remove_cost(cost=cost, by=user)
        for name, args in (
            ("programme-update", [programme.slug]),
            ("cost-remove", [programme.slug, cost.pk]),
        ):
            url = reverse(f"certification:{name}", args=args)
            assert client_for(user).post(url).status_code in (403, 404)
    assert programme.unit_costs.count() == 1


def test_a_cancelled_programme_stays_as_it_is(programme: Programme, province_officer: User) -> None:
    programmes.cancel_programme(programme=programme, reason="Uji", by=province_officer)
    with pytest.raises(ProgrammeCancelledError):
        change(programme, province_officer)
    with pytest.raises(ProgrammeCancelledError):
        costs.remove_cost(cost=programme.unit_costs.get(), by=province_officer)


def test_the_cost_before_goes_on_when_one_is_removed(
    programme: Programme, province_officer: User
) -> None:
    add_cost(programme, province_officer)
    enter_a_place(programme, province_officer, datetime(2026, 6, 30, 23, 50, tzinfo=MAKASSAR))
    url = reverse(
        "certification:cost-remove",
        args=[programme.slug, programme.unit_costs.get(amount=300_000).pk],
    )
    answer = client_for(province_officer).post(url, follow=True)
    assert "Biaya Rp300.000 dihapus." in answer.content.decode()
    left = programme.unit_costs.get()
    assert (left.amount, left.valid_to) == (230_000, None)


def test_a_cost_at_which_places_were_entered_stays(
    programme: Programme, province_officer: User
) -> None:
    add_cost(programme, province_officer)
    enter_a_place(programme, province_officer, datetime(2026, 7, 1, 0, 10, tzinfo=MAKASSAR))
    with pytest.raises(CostUsedError, match="1 tempat sudah masuk SiHalal"):
        costs.remove_cost(cost=programme.unit_costs.get(amount=300_000), by=province_officer)
    assert programme.unit_costs.count() == 2
