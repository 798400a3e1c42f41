"""A programme's figures as plain data: the API's answer and the JSON of `manage.py report`."""

import datetime
from typing import Any

from certification.selectors import ProgrammeSummary
from certification.selectors.counts import Counts
from certification.selectors.targets import TargetSummary


def counts(of: Counts) -> dict[str, int]:
    """The six counts under the names of the interface contract."""
    return {
        "quota": of.quota,
        "reserved": of.reserved,
        "used": of.used,
        "issued": of.issued,
        "free": of.free,
        "in_process": of.in_process,
    }


def target(of: TargetSummary) -> dict[str, Any]:
    """A dated target; days as ISO texts."""
    return {
        "name": of.name,
        "region": of.region_code or None,
        "organisation": of.organisation_id,
        "quantity": of.quantity,
        "measure": of.measure,
        "done": of.done,
        "due_on": of.due_on.isoformat(),
        "day_basis": of.day_basis,
        "days_left": of.days_left,
        "overdue_calendar_days": of.overdue_calendar_days,
        "overdue_working_days": of.overdue_working_days,
        "pace_needed_per_working_day": of.pace_needed_per_working_day,
        "pace_now_per_working_day": of.pace_now_per_working_day,
        "forecast_on": _iso(of.forecast_on),
        "forecast_from": _iso(of.forecast_from),
        "forecast_to": _iso(of.forecast_to),
        "is_estimate": of.is_estimate,
        "light": of.light.value,
        "light_reason": of.light_reason,
    }


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


def as_data(summary: ProgrammeSummary) -> dict[str, Any]:
    """The whole summary."""
    return {
        "programme": summary.slug,
        "name": summary.name,
        "as_of": summary.as_of.isoformat(),
        **counts(summary),
        "targets": [target(t) for t in summary.targets],
        "regions": [{"code": r.code, "name": r.name, **counts(r)} for r in summary.regions],
        "organisations": [{"id": o.pk, "name": o.name, **counts(o)} for o in summary.organisations],
    }
