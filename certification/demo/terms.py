"""The conditions, the money and the office days of the demo's programmes."""

import datetime
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from accounts.models import Organisation, User
from certification.admission_sets import READY_RULES
from certification.demo import trail
from certification.enums import AdmissionKind
from certification.models import AdmissionRule, OfficeDay, Payment, Programme

# What the registry seldom knows would leave every named business undecided.
_NOT_ASKED = (AdmissionKind.YEARS_RUNNING, AdmissionKind.CAPITAL)


def write_rules(programme: Programme, *, at: datetime.datetime, by: User) -> None:
    """The ready-made conditions of the track, but for those that the registry can't answer."""
    asked = [rule for rule in READY_RULES[programme.track] if rule.kind not in _NOT_ASKED]
    AdmissionRule.objects.bulk_create(
        AdmissionRule(programme=programme, position=place, **asdict(rule))
        for place, rule in enumerate(asked)
    )
    kinds = [str(rule.kind) for rule in asked]
    action = "programme.rules_added"
    trail.keep([trail.entry(at=at, by=by, action=action, subject=programme, kinds=kinds)])


def write_budget(
    programme: Programme, *, budget: int, code: str, at: datetime.datetime, by: User
) -> None:
    """The rupiah set aside for the programme."""
    programme.budget, programme.budget_code = budget, code
    programme.save(update_fields=["budget", "budget_code"])
    action = "programme.budget_set"
    trail.keep([trail.entry(at=at, by=by, action=action, subject=programme, budget=budget)])


def write_payment(
    programme: Programme, *, at: datetime.datetime, day: datetime.date, by: User, **fields: Any
) -> None:
    """A payment of a day; `fields` are places, amount, reference and note."""
    payment = Payment.objects.create(
        programme=programme, paid_on=day, recorded_by=by, recorded_at=at, **fields
    )
    what = {"amount": payment.amount, "places": payment.places, "reference": payment.reference}
    action = "programme.payment_recorded"
    trail.keep([trail.entry(at=at, by=by, action=action, subject=programme, **what)])


def write_office_days(office: Organisation, days: Iterable[dict[str, Any]]) -> None:
    """Days on which an office departs from the calendar; fields of `OfficeDay`."""
    OfficeDay.objects.bulk_create(OfficeDay(office=office, **day) for day in days)
