"""What a place costs from a day on, and what the office paid."""

import datetime
from dataclasses import asdict, dataclass

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.models import User
from certification.errors import CostPeriodError, CostUsedError, PaymentTakenError
from certification.models import Payment, Programme, UnitCost
from certification.rules import can_manage_programme
from certification.selectors.budget import places_at
from certification.services.closing import refuse_cancelled
from halalportal.audit import services as audit

_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CostDetails:
    """Rupiah per certificate from a day on, and where the figure comes from."""

    amount: int
    valid_from: datetime.date
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentDetails:
    """What was paid for so many places; `reference` is the number of the SP2D."""

    places: int
    amount: int
    paid_on: datetime.date
    reference: str
    note: str = ""


@transaction.atomic
def add_cost(*, programme: Programme, details: CostDetails, by: User) -> UnitCost:
    """Makes a cost valid from a day on; the one before it ends the day before.

    Raises:
        CostPeriodError: the day lies outside the programme, or a cost already begins there or
            later.
    """
    if not can_manage_programme(by, programme):
        raise PermissionDenied
    locked = Programme.objects.select_for_update().get(pk=programme.pk)
    refuse_cancelled(locked)
    _refuse_outside(locked, details.valid_from)
    last = locked.unit_costs.order_by("valid_from").last()
    if last and last.valid_from >= details.valid_from:
        raise CostPeriodError.taken(last.valid_from)
    if last and (last.valid_to is None or last.valid_to >= details.valid_from):
        last.valid_to = details.valid_from - _DAY
        last.save(update_fields=["valid_to"])
    cost = UnitCost.objects.create(programme=locked, **asdict(details))
    audit.record(
        action="programme.cost_added",
        subject=locked,
        by=by,
        amount=cost.amount,
        valid_from=cost.valid_from.isoformat(),
    )
    return cost


@transaction.atomic
def remove_cost(*, cost: UnitCost, by: User) -> None:
    """Takes a cost away that no place was entered at; the one before it goes on in its stead.

    Raises:
        CostUsedError: places were entered at this cost.
    """
    if not can_manage_programme(by, cost.programme):
        raise PermissionDenied
    locked = Programme.objects.select_for_update().get(pk=cost.programme_id)
    refuse_cancelled(locked)
    if used := places_at(cost):
        raise CostUsedError(used)
    before = locked.unit_costs.filter(valid_to=cost.valid_from - _DAY).first()
    cost.delete()
    if before:
        before.valid_to = cost.valid_to
        before.save(update_fields=["valid_to"])
    audit.record(
        action="programme.cost_removed",
        subject=locked,
        by=by,
        amount=cost.amount,
        valid_from=cost.valid_from.isoformat(),
    )


@transaction.atomic
def record_payment(*, programme: Programme, details: PaymentDetails, by: User) -> Payment:
    """Notes a payment. A cancelled programme still pays for what was issued.

    Raises:
        PaymentTakenError: the number of the payment order is there already.
    """
    if not can_manage_programme(by, programme):
        raise PermissionDenied
    try:
        with transaction.atomic():
            payment = Payment.objects.create(programme=programme, recorded_by=by, **asdict(details))
    except IntegrityError as error:
        raise PaymentTakenError(details.reference) from error
    audit.record(
        action="programme.payment_recorded",
        subject=programme,
        by=by,
        amount=payment.amount,
        places=payment.places,
        reference=payment.reference,
    )
    return payment


def _refuse_outside(programme: Programme, day: datetime.date) -> None:
    if not programme.starts_on <= day <= programme.ends_on:
        raise CostPeriodError.outside(programme.starts_on, programme.ends_on)
