"""The events of a period with the funnel of each in one row, and the same by kab/kota."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.models import User
from reports.selectors.workshop_funnel import Cell, RegencyLine, cells_of, regency_lines
from reports.selectors.workshop_funnel_rows import FunnelRow, funnel_rows
from workshops.models import Event, Participant

# More than any office holds in a year; a longer period shows the latest.
MOST_EVENTS = 500


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event with its count at every step.

    `is_coming`: it has not taken place, so that only the count of the invited says anything.
    """

    event: Event
    cells: list[Cell]
    is_coming: bool

    @property
    def figures(self) -> list[Cell]:
        """The counts that say something now."""
        return self.cells[:1] if self.is_coming else self.cells

    @property
    def missing(self) -> list[Cell]:
        """Those that come with the event."""
        return self.cells[len(self.figures) :]


@dataclass(frozen=True, slots=True)
class WorkshopOverview:
    """What the page and the workbook show. A business at two events counts at both.

    `businesses` are the different ones; `regencies` are of all events, also when the lines are
    narrowed to one kab/kota.
    """

    lines: list[EventLine]
    regencies: list[RegencyLine]
    total: list[Cell]
    regency: str
    businesses: int
    is_cut: bool


def workshop_overview(
    user: User,
    *,
    since: datetime.date,
    until: datetime.date,
    regency: str = "",
    now: datetime.datetime | None = None,
) -> WorkshopOverview:
    """The events from `since` to `until` to which businesses were asked, the latest first.

    Ten queries, however many there are.

    Args:
        regency: only the people of one kab/kota; "" or one without people for all whom the
            reader may see.
    """
    events = _events(user, since, until)
    everybody = funnel_rows(events, user).rows
    rows = [row for row in everybody if row.participant.region_id == regency]
    if not rows:
        regency, rows = "", everybody
    return WorkshopOverview(
        lines=_lines(events, rows, now or timezone.now()),
        regencies=regency_lines(everybody),
        total=cells_of(rows),
        regency=regency,
        businesses=len({row.participant.business_id for row in rows}),
        is_cut=len(events) == MOST_EVENTS,
    )


def _events(user: User, since: datetime.date, until: datetime.date) -> list[Event]:
    guests = Participant.objects.filter(event=OuterRef("pk"), business__isnull=False)
    found = Event.objects.filter(
        pk__in=Event.objects.visible_to(user).values("pk"),
        starts_at__gte=_midnight(since),
        starts_at__lt=_midnight(until + datetime.timedelta(days=1)),
    ).filter(Exists(guests))
    return list(found.select_related("region").order_by("-starts_at", "-pk")[:MOST_EVENTS])


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


def _lines(
    events: list[Event], rows: Iterable[FunnelRow], now: datetime.datetime
) -> list[EventLine]:
    """One line for each event with at least one business among the rows."""
    groups: dict[int, list[FunnelRow]] = {}
    for row in rows:
        groups.setdefault(row.participant.event_id, []).append(row)
    return [_line(event, groups[event.pk], now) for event in events if event.pk in groups]


def _line(event: Event, rows: list[FunnelRow], now: datetime.datetime) -> EventLine:
    """Presence that is noted already counts, whatever the clock says."""
    came = any(row.sessions_present for row in rows)
    return EventLine(event, cells_of(rows), is_coming=event.starts_at > now and not came)
