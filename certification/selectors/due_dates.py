"""The due day of a target in every way of counting, and what speaks against it."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Sum

from certification.enums import DayBasis
from certification.models import Allocation, Programme, Target
from certification.selectors.calendar import Calendars, calendars_of
from certification.selectors.targets import place_of
from halalportal.lib.formats import day_and_date, long_date, number
from halalportal.lib.working_days import count_from, last_of


@dataclass(frozen=True, slots=True)
class BasisRow:
    """One way of counting: when the days end, without or with the first day, and how many fit."""

    label: str
    is_chosen: bool
    ends_on: datetime.date
    ends_on_with_first: datetime.date
    days_until_due: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDates:
    """`days` from the start to the due day in the target's own way, and the other ways' dates."""

    days: int
    due_on: datetime.date
    rows: tuple[BasisRow, ...]
    is_estimate: bool
    warnings: tuple[str, ...]


def calendars_for(programme: Programme, region_code: str | None) -> Calendars:
    """The calendars by which a target of the programme, or of one kab/kota of it, is counted."""
    return calendars_of(programme, [region_code] if region_code else [])


def due_dates(target: Target) -> DueDates:
    """The dates of a target, which needs not be saved yet; three queries."""
    calendars = calendars_for(target.programme, target.region_id)
    days = _days(target, target.day_basis, calendars)
    rows = tuple(_row(target, basis, max(days, 1), calendars) for basis in DayBasis)
    latest = max(row.ends_on for row in rows)
    return DueDates(
        days=days,
        due_on=target.due_on,
        rows=rows,
        is_estimate=calendars.is_estimate(target.starts_on, max(latest, target.due_on)),
        warnings=tuple(_warnings(target, calendars)),
    )


def _row(target: Target, basis: DayBasis, days: int, calendars: Calendars) -> BasisRow:
    by = calendars.of(basis, target.region_id or "")
    return BasisRow(
        label=str(basis.label),
        is_chosen=basis == target.day_basis,
        ends_on=last_of(target.starts_on, days, by),
        ends_on_with_first=last_of(target.starts_on, days, by, counts_start=True),
        days_until_due=_days(target, basis, calendars),
    )


def _days(target: Target, basis: str, calendars: Calendars) -> int:
    by = calendars.of(basis, target.region_id or "")
    return count_from(target.starts_on, target.due_on, by, counts_start=target.counts_first_day)


def _warnings(target: Target, calendars: Calendars) -> Iterator[str]:
    """What the officer should know; none of it forbids the target."""
    quota = quota_under(target)
    if target.quantity > quota:
        whose = place_of(target) or "program"
        yield (
            f"Target {number(target.quantity)} lebih besar dari kuota {whose}, {number(quota)}. "
            "Perkecil target atau tambah kuotanya."
        )
    by = calendars.of(target.day_basis, target.region_id or "")
    if not by.counts(target.due_on):
        yield f"Tenggat {day_and_date(target.due_on)} bukan hari kerja."
    if target.due_on > target.programme.ends_on:
        yield f"Tenggat lewat dari akhir program, {long_date(target.programme.ends_on)}."


def quota_under(target: Target) -> int:
    """The places of the programme, the kab/kota or the LP3H that the target is for; one query."""
    nodes = Allocation.objects.filter(programme=target.programme, companion=None)
    if target.organisation_id:
        nodes = nodes.filter(organisation_id=target.organisation_id)
        nodes = nodes.filter(region_id=target.region_id) if target.region_id else nodes
    else:
        nodes = nodes.filter(organisation=None, region_id=target.region_id)
    return int(nodes.aggregate(sum=Sum("granted"))["sum"] or 0)
