"""Applications as lists and pages show them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import batched
from zoneinfo import ZoneInfo

from django.db.models.functions import TruncDate

from certification.enums import PublicStatus, Status, Track
from certification.models import Application, Programme
from certification.selectors.clocks import Clock, clock_of, clocks_for
from certification.selectors.returns import last_return
from certification.selectors.timeline import timeline
from certification.wording import STEPS, STEPS_DONE
from certification.workflow import PUBLIC_STATUS

__all__ = [
    "Clock",
    "Line",
    "clock_of",
    "in_lines",
    "last_return",
    "lines",
    "outside_dates",
    "steps_of",
    "timeline",
]
TO_MEND = (Status.RETURNED, Status.RETURNED_OUT)


@dataclass(frozen=True, slots=True)
class Line:
    """One application of a list."""

    application: Application
    clock: Clock

    @property
    def status_then(self) -> PublicStatus | None:
        """The word of the past day that the list was asked for; None for the present."""
        then = getattr(self.application, "status_then", None)
        return PUBLIC_STATUS[Status(then)] if then else None


def lines(applications: Iterable[Application]) -> list[Line]:
    """The applications with their clocks; two queries for any number."""
    rows = list(applications)
    clocks = clocks_for(rows)
    return [Line(application, clocks.of(application)) for application in rows]


def in_lines(applications: Iterable[Application], size: int = 500) -> Iterator[Line]:
    """The same for more applications than fit into memory; two queries for every `size`."""
    for rows in batched(applications, size):
        yield from lines(rows)


def steps_of(application: Application) -> list[tuple[str, str, str]]:
    """The owner's way as the component `steps` takes it: (text, state, note)."""
    status = Status(application.status)
    track = Track(application.track)
    done = STEPS_DONE[track][status]
    rows = []
    for number, text in enumerate(STEPS[track]):
        is_current = number == done and status != Status.STOPPED
        state = "done" if number < done else "current" if is_current else "todo"
        rows.append((text, state, "Perlu diperbaiki" if is_current and status in TO_MEND else ""))
    return rows


def outside_dates(programme: Programme) -> int:
    """Open applications that were started outside the programme's dates, by the province's day."""
    zone = ZoneInfo(programme.region.time_zone)
    open_ones = Application.objects.open().filter(programme=programme)
    started = open_ones.annotate(day=TruncDate("created_at", tzinfo=zone))
    return started.exclude(day__gte=programme.starts_on, day__lte=programme.ends_on).count()
