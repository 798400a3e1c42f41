"""Costs with their periods, the budget line that follows from them, and payments."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.models import User
from certification.enums import MovementKind
from certification.errors import CostPeriodError, PaymentTakenError
from certification.models import Allocation, Application, Movement, Payment, Programme, UnitCost
from certification.selectors.budget import budget_line, current_cost
from certification.services import costs
from certification.services.costs import CostDetails, PaymentDetails
from tests.factories import make_business, make_programme

OPENED, CLOSED = date(2026, 1, 1), date(2026, 12, 31)
JULY = date(2026, 7, 1)
MAKASSAR = ZoneInfo("Asia/Makassar")


@pytest.fixture
def programme(province_officer: User) -> Programme:
    """Ten places at 230,000 from the first of January."""
    return make_programme(by=province_officer, quota=10, starts_on=OPENED, ends_on=CLOSED)


def details(day: date, amount: int = 300_000) -> CostDetails:
    return CostDetails(amount=amount, valid_from=day, source="Peraturan BPJPH 1/2026")


def paid(reference: str = "SP2D-1", *, amount: int = 460_000) -> PaymentDetails:
    return PaymentDetails(places=2, amount=amount, paid_on=JULY, reference=reference)


def moved(
    application: Application, kind: MovementKind, at: datetime, by: User, **deltas: int
) -> None:
    allocation = Allocation.objects.get(programme=application.programme, parent=None)
    Movement.objects.create(
        allocation=allocation, kind=kind, at=at, by=by, application=application, **deltas
    )


def make_application(programme: Programme, by: User) -> Application:
    business = make_business()
    return Application.objects.create(
        number=f"PGJ-{business.pk}",
        programme=programme,
        business=business,
        regency=business.regency,
        track=programme.track,
        created_by=by,
    )


def test_a_new_cost_ends_the_one_before_it(programme: Programme, province_officer: User) -> None:
    costs.add_cost(programme=programme, details=details(JULY), by=province_officer)
    rows = programme.unit_costs.values_list("amount", "valid_from", "valid_to")
    assert list(rows) == [
        (230_000, OPENED, date(2026, 6, 30)),
        (300_000, JULY, None),
    ]
    first = current_cost(programme, JULY - timedelta(days=1))
    later = current_cost(programme, JULY)
    assert first is not None
    assert later is not None
    assert (first.amount, later.amount) == (230_000, 300_000)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (OPENED, "Sudah ada biaya yang berlaku sejak 1 Jan 2026"),
        (OPENED - timedelta(days=1), "dalam masa program"),
        (CLOSED + timedelta(days=1), "dalam masa program"),
    ],
)
def test_a_day_that_does_not_fit_is_refused(
    programme: Programme, province_officer: User, day: date, words: str
) -> None:
    with pytest.raises(CostPeriodError, match=words):
        costs.add_cost(programme=programme, details=details(day), by=province_officer)
    assert programme.unit_costs.count() == 1


def test_the_database_refuses_two_costs_for_one_day(programme: Programme) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitCost.objects.create(programme=programme, amount=1, valid_from=JULY, source="uji")


def test_places_cost_what_was_valid_on_the_day_they_were_entered(
    programme: Programme, province_officer: User
) -> None:
    """Also at half past midnight in the province, when it is still the day before in UTC."""
    costs.add_cost(programme=programme, details=details(JULY), by=province_officer)
    june = datetime(2026, 6, 30, 23, 50, tzinfo=MAKASSAR)
    july = datetime(2026, 7, 1, 0, 30, tzinfo=MAKASSAR)
    cheap, dear, gone = (make_application(programme, province_officer) for _ in range(3))
    for application, at in ((cheap, june), (dear, july), (gone, june)):
        moved(application, MovementKind.RESERVE, at, province_officer, reserved=1)
        moved(application, MovementKind.COMMIT, at, province_officer, reserved=-1, used=1)
    later = july + timedelta(days=40)
    # The place that comes free in August had been bound at June's cost.
    moved(gone, MovementKind.RELEASE, later, province_officer, used=-1)
    moved(dear, MovementKind.ISSUE, later, province_officer, issued=1)
    line = budget_line(programme, JULY)
    assert (line.places, line.committed, line.unpriced) == (2, 530_000, 0)
    assert line.per_place == 265_000
    assert line.remaining is None


def test_the_line_warns_before_and_after_the_budget_is_spent(
    programme: Programme, province_officer: User
) -> None:
    Programme.objects.filter(pk=programme.pk).update(budget=2_000_000)
    programme.refresh_from_db()
    early = budget_line(programme, JULY)
    assert (early.quota_gap, early.overcommitted, early.places_left) == (300_000, 0, 8)
    at = datetime(2026, 3, 1, 10, tzinfo=MAKASSAR)
    for _ in range(9):
        application = make_application(programme, province_officer)
        moved(application, MovementKind.COMMIT, at, province_officer, used=1)
    late = budget_line(programme, JULY)
    assert (late.committed, late.overcommitted, late.places_left) == (2_070_000, 70_000, 0)
    assert late.remaining == -70_000


def test_a_payment_order_is_recorded_once(programme: Programme, province_officer: User) -> None:
    costs.record_payment(programme=programme, details=paid(), by=province_officer)
    with pytest.raises(PaymentTakenError, match="SP2D-1"):
        costs.record_payment(programme=programme, details=paid(amount=1), by=province_officer)
    payment = Payment.objects.get()
    line = budget_line(programme, JULY)
    assert (payment.amount, line.paid, line.paid_places) == (460_000, 460_000, 2)
    assert line.unpaid == -460_000


def test_only_the_province_changes_money(
    programme: Programme, officer: User, stranger: User, head: User, owner: User
) -> None:
    for user in (officer, stranger, head, owner):
        with pytest.raises(PermissionDenied):
            costs.add_cost(programme=programme, details=details(JULY), by=user)
        with pytest.raises(PermissionDenied):
            costs.record_payment(programme=programme, details=paid(), by=user)
