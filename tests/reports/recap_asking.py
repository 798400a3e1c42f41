"""Recaps asked as of a moment, and applications that took chosen steps."""

import itertools
from datetime import UTC, date, datetime
from typing import Any

import time_machine

from accounts.models import User
from certification.enums import Status
from certification.models import Application, Programme, StatusChange, StopReason
from reports.selectors.overview import province_scope
from reports.selectors.recaps import RECAPS, Question, Table
from reports.selectors.recaps.shape import Share
from tests import factories
from tests.reports.story import NOW

FRIDAY = datetime(2026, 7, 31, 3, tzinfo=UTC)  # a July without holidays; 11.00 WITA
_number = itertools.count(1)


def ask(
    code: str, programme: Programme, at: datetime = NOW, as_of: date | None = None, **filters: Any
) -> Table:
    with time_machine.travel(at, tick=False):
        question = Question(
            programme=programme, scope=province_scope(programme), as_of=as_of, **filters
        )
        return RECAPS[code].query(question)


def values(table: Table) -> list[list[Any]]:
    """The rows and the total, shares as (part, whole)."""
    rows = [*table.rows, *([table.total] if table.total else [])]
    return [[(v.part, v.whole) if isinstance(v, Share) else v for v in row.values] for row in rows]


def case(
    programme: Programme, by: User, *steps: tuple[str, Status, datetime], **fields: Any
) -> Application:
    """An application that took these steps (name, where to, when)."""
    _, status, since = steps[-1]
    if status == Status.STOPPED:
        fields["stop_reason"] = StopReason.objects.first()
    application = Application.objects.create(
        number=f"PGJ-2026-{7000 + next(_number)}",
        programme=programme,
        business=fields.pop("business", None) or factories.make_business(),
        regency=factories.make_region(factories.EAST_KUTAI),
        allocation=programme.allocations.get(parent=None),
        track=programme.track,
        status=status,
        status_changed_at=since,
        created_by=by,
        **fields,
    )
    source = Status.DRAFT
    for name, target, at in steps:
        StatusChange.objects.create(
            application=application,
            transition=name,
            from_status=source,
            to_status=target,
            at=at,
            by=fields.get("companion") or by,
        )
        source = target
    return application


def day(number: int) -> datetime:
    """Ten o'clock of a day in July, WITA."""
    return datetime(2026, 7, number, 2, tzinfo=UTC)
