"""How far each dated target of a programme is, and when it will be met at the present pace."""

import datetime
from dataclasses import dataclass

from certification.enums import DayBasis, Light, TargetMeasure
from certification.models import Programme, Target
from certification.selectors.calendar import Calendars, calendars_of
from certification.selectors.counts import Node
from certification.selectors.daily import DayRow, daily_counts, day_rows
from certification.selectors.forecast import Forecast, forecast, needed_pace
from certification.selectors.lights import Standing, light_of, reason_of
from halalportal.lib.working_days import count_days


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetSummary:
    """A target on a day. `done` counts what its measure says: entered in SiHalal, or issued.

    `place` names the kab/kota or LP3H, "" for the whole programme. `days_left` is counted in the
    target's own basis. `pace_needed_per_working_day` is None once the day has passed, and 0 when
    the target is met. `forecast_on` is None without any pace; `forecast_from` and `forecast_to`
    hold 8 of 10 courses, and are None when `range_note` says why. `is_estimate` says that a count
    of working days, also of the forecast, runs through a year whose holidays aren't decreed yet;
    `is_due_estimate` says it of the days to the due day alone.
    """

    pk: int
    name: str
    place: str
    region_code: str
    organisation_id: int | None
    quantity: int
    measure: str
    done: int
    starts_on: datetime.date
    due_on: datetime.date
    day_basis: str
    days_left: int
    overdue_calendar_days: int
    overdue_working_days: int
    pace_needed_per_working_day: float | None
    pace_now_per_working_day: float
    forecast_on: datetime.date | None
    forecast_from: datetime.date | None
    forecast_to: datetime.date | None
    range_note: str
    is_estimate: bool
    is_due_estimate: bool
    light: Light
    light_reason: str

    @property
    def remaining(self) -> int:
        return max(self.quantity - self.done, 0)

    @property
    def is_met(self) -> bool:
        return self.done >= self.quantity

    @property
    def is_overdue(self) -> bool:
        return self.overdue_calendar_days > 0

    @property
    def unit(self) -> str:
        """What is counted, in a word."""
        return TargetMeasure(self.measure).unit

    @property
    def day_unit(self) -> str:
        """The days of `days_left`, in a word."""
        return "hari" if self.day_basis == DayBasis.CALENDAR else "hari kerja"


def target_summaries(
    programme: Programme, day: datetime.date, nodes: list[Node]
) -> tuple[TargetSummary, ...]:
    """The programme's targets in the order of their days.

    One query for a programme without targets, else three: targets, daily counts and days.
    """
    targets = list(
        Target.objects.filter(programme=programme).select_related("region", "organisation")
    )
    if not targets:
        return ()
    figures = _Figures(
        programme=programme,
        day=day,
        nodes=nodes,
        rows=day_rows(programme, day, targets),
        calendars=calendars_of(programme, {t.region_id for t in targets if t.region_id}),
    )
    return tuple(_summary(target, figures) for target in targets)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figures:
    """What all targets of a programme are measured by on a day."""

    programme: Programme
    day: datetime.date
    nodes: list[Node]
    rows: list[DayRow]
    calendars: Calendars

    def done(self, target: Target) -> int:
        """The sum over the levels that count: all, those of a kab/kota, those of an LP3H."""
        return sum(
            getattr(node, target.measure)
            for node in self.nodes
            if target.region_id in (None, node.region_code)
            and target.organisation_id in (None, node.organisation_id)
        )

    def standing(self, target: Target) -> Standing:
        done = self.done(target)
        remaining = max(target.quantity - done, 0)
        is_late = bool(remaining) and self.day > target.due_on
        worked = self.calendars.of(DayBasis.WORKING, target.region_id or "")
        return Standing(
            day=self.day,
            starts_on=target.starts_on,
            due_on=target.due_on,
            done=done,
            quantity=target.quantity,
            needed=needed_pace(remaining, day=self.day, due_on=target.due_on, by=worked),
            overdue_calendar_days=count_days(target.due_on, self.day) if is_late else 0,
            overdue_working_days=count_days(target.due_on, self.day, worked) if is_late else 0,
            forecast=forecast(
                remaining=remaining,
                counts=daily_counts(target, self.rows),
                day=self.day,
                since=min(self.programme.starts_on, target.starts_on),
                by=worked,
            ),
        )

    def days_left(self, target: Target) -> int:
        by = self.calendars.of(target.day_basis, target.region_id or "")
        return max(count_days(self.day, target.due_on, by), 0)

    def is_estimate(self, target: Target, found: Forecast) -> bool:
        """Whether any working days were counted through a year without a decree."""
        is_calendar = target.day_basis == DayBasis.CALENDAR
        first = min(self.day, target.due_on if is_calendar else target.starts_on)
        last = max(self.day, target.due_on, found.latest or found.on or self.day)
        return self.calendars.is_estimate(first, last)

    def is_due_estimate(self, target: Target) -> bool:
        """Whether the days to the due day are counted through a year without a decree."""
        days = sorted([self.day, target.due_on])
        is_calendar = target.day_basis == DayBasis.CALENDAR
        return not is_calendar and self.calendars.is_estimate(*days)


def _summary(target: Target, figures: _Figures) -> TargetSummary:
    standing = figures.standing(target)
    light, found = light_of(standing), standing.forecast
    return TargetSummary(
        pk=target.pk,
        name=target.name,
        place=place_of(target),
        region_code=target.region_id or "",
        organisation_id=target.organisation_id,
        quantity=target.quantity,
        measure=target.measure,
        done=standing.done,
        starts_on=target.starts_on,
        due_on=target.due_on,
        day_basis=target.day_basis,
        days_left=figures.days_left(target),
        overdue_calendar_days=standing.overdue_calendar_days,
        overdue_working_days=standing.overdue_working_days,
        pace_needed_per_working_day=standing.needed,
        pace_now_per_working_day=round(found.pace, 2),
        forecast_on=found.on,
        forecast_from=found.earliest,
        forecast_to=found.latest,
        range_note=found.why_no_range,
        is_estimate=figures.is_estimate(target, found),
        is_due_estimate=figures.is_due_estimate(target),
        light=light,
        light_reason=reason_of(standing, light),
    )


def place_of(target: Target) -> str:
    """For whom the target is, e.g. "LP3H Al-Amin di Kabupaten Kutai Timur"; "" for everybody."""
    lp3h = target.organisation
    name = (lp3h.short_name or lp3h.name) if lp3h else ""
    if not target.region:
        return name
    return f"{name} di {target.region.name}" if name else target.region.name
