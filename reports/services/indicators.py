"""Writing the targets of an indicator and what the office says about a year."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from certification.models import Programme
from certification.rules import can_manage_programme
from halalportal.audit.services import record
from reports.models import Indicator, IndicatorTarget


class IndicatorError(Exception):
    """The plan doesn't hold the year; its text says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A target over several years."""

    first_year: int
    last_year: int
    quantity: int
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearReport:
    """A year's target and result; `result` counts only for an indicator that is typed."""

    quantity: int | None
    result: int | None
    cause: str = ""
    follow_up: str = ""


@transaction.atomic
def report_year(
    *, indicator: Indicator, programme: Programme, report: YearReport, plan: Plan | None, by: User
) -> IndicatorTarget:
    """Writes the year of the programme and the plan around it; without a plan there is none left.

    Raises:
        IndicatorError: the plan doesn't hold the year.
    """
    if not can_manage_programme(by, programme):
        raise PermissionDenied
    Indicator.objects.select_for_update().get(pk=indicator.pk)
    stamp = {"changed_by": by, "changed_at": timezone.now()}
    _write_plan(indicator, programme, plan, stamp)
    year = programme.year
    target, _ = IndicatorTarget.objects.update_or_create(
        indicator=indicator,
        region=programme.region,
        first_year=year,
        last_year=year,
        defaults={
            "quantity": report.quantity,
            "result": report.result if indicator.is_typed else None,
            "cause": report.cause,
            "follow_up": report.follow_up,
            **stamp,
        },
    )
    numbers = {"quantity": target.quantity, "result": target.result}
    record(action="indicator.report", subject=target, by=by, year=year, **numbers)
    return target


def plan_around(indicator: Indicator, region_id: str, year: int) -> IndicatorTarget | None:
    """The target over several years that holds a year."""
    return (
        indicator.targets.filter(region_id=region_id, first_year__lte=year, last_year__gte=year)
        .exclude(first_year=year, last_year=year)
        .first()
    )


def _write_plan(
    indicator: Indicator, programme: Programme, plan: Plan | None, stamp: dict[str, object]
) -> None:
    around = plan_around(indicator, programme.region_id, programme.year)
    if plan is None:
        if around:
            around.delete()
        return
    if not plan.first_year <= programme.year <= plan.last_year or plan.first_year == plan.last_year:
        raise IndicatorError(
            f"Masa rencana harus lebih dari satu tahun dan memuat tahun {programme.year}."
        )
    target = around or IndicatorTarget(indicator=indicator, region=programme.region)
    fields = {
        "first_year": plan.first_year,
        "last_year": plan.last_year,
        "quantity": plan.quantity,
        "source": plan.source,
    }
    for name, value in (fields | stamp).items():
        setattr(target, name, value)
    target.save()
