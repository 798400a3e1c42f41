"""Applications as lists and pages show them."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models.functions import TruncDate
from django.utils import timezone

from certification.enums import Status
from certification.models import Application, Programme, StatusChange
from certification.wording import PAST, STEPS, STEPS_DONE
from certification.workflow import DUE_WORKING_DAYS, OPEN
from halalportal.lib.working_days import add_days, count_days


@dataclass(frozen=True, slots=True)
class Clock:
    """How long an application stands where it is, in working days, and until when it should."""

    since: datetime.date
    age: int
    is_running: bool
    due_on: datetime.date | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One application of a list."""

    application: Application
    clock: Clock


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the timeline in plain words."""

    at: datetime.datetime
    text: str
    reason: str = ""
    note: str = ""


def lines(applications: Iterable[Application]) -> list[Line]:
    """The applications with their clocks; no query of its own."""
    return [Line(application, clock_of(application)) for application in applications]


def clock_of(application: Application) -> Clock:
    """The clock of one application in its region's time zone."""
    zone = ZoneInfo(application.regency.time_zone)
    since = timezone.localdate(application.status_changed_at, timezone=zone)
    today = timezone.localdate(timezone=zone)
    days = DUE_WORKING_DAYS.get(Status(application.status))
    due_on = add_days(since, days, "working") if days else None
    return Clock(
        since=since,
        age=max(count_days(since, today, "working"), 0),
        is_running=Status(application.status) in OPEN,
        due_on=due_on,
        is_late=due_on is not None and today > due_on,
    )


def timeline(application: Application) -> list[Event]:
    """What happened so far, the latest first; one query."""
    changes = application.status_changes.select_related("by", "return_reason")
    events = [
        Event(
            at=change.at,
            text=f"{change.by.name} {PAST[change.transition]}",
            reason=change.return_reason.label if change.return_reason else "",
            note=change.note,
        )
        for change in changes
    ]
    begun = Event(
        at=application.created_at, text=f"{application.created_by.name} membuat pengajuan"
    )
    return [begun, *events][::-1]


def last_return(application: Application) -> StatusChange | None:
    """Why the application was returned, while it is with its owner."""
    if application.status != Status.RETURNED:
        return None
    returns = application.status_changes.filter(to_status=Status.RETURNED)
    return returns.select_related("return_reason", "by").last()


def steps_of(application: Application) -> list[tuple[str, str, str]]:
    """The owner's way as the component `steps` takes it: (text, state, note)."""
    status = Status(application.status)
    done = STEPS_DONE[status]
    rows = []
    for number, text in enumerate(STEPS):
        is_current = number == done and status != Status.STOPPED
        state = "done" if number < done else "current" if is_current else "todo"
        rows.append((text, state, "Perlu diperbaiki" if _is_fix(status, number) else ""))
    return rows


def _is_fix(status: Status, number: int) -> bool:
    return status == Status.RETURNED and number == STEPS_DONE[status]


def outside_dates(programme: Programme) -> int:
    """Open applications that were started outside the programme's dates, by the province's day."""
    zone = ZoneInfo(programme.region.time_zone)
    open_ones = Application.objects.open().filter(programme=programme)
    started = open_ones.annotate(day=TruncDate("created_at", tzinfo=zone))
    return started.exclude(day__gte=programme.starts_on, day__lte=programme.ends_on).count()
