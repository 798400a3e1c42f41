"""How long an application stands where it is, by law or the office's goal, in working days."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Q
from django.utils import timezone

from accounts.enums import OrganisationKind
from certification.enums import DayBasis, Status
from certification.models import Application, HolidayDecree, OfficeDay, ServiceLevel
from certification.selectors.calendar import Calendars, OwnDays
from certification.workflow import OPEN
from halalportal.lib.working_days import Calendar, add_days, count_days

# programme, kab/kota: offices keep days of their own.
Place = tuple[int, str]
# track, our status or "", national code or None
StepKey = tuple[str, str, str | None]


@dataclass(frozen=True, slots=True)
class Clock:
    """How long an application stands where it is, in working days, and until when it should.

    `limit` is in working days, by law if `is_statutory`. A step at SiHalal is never late here, as
    nobody here can hurry it, but may be `is_over_law`. `is_estimate`: a year's days off are not
    decreed yet.
    """

    since: datetime.date
    age: int
    is_running: bool
    due_on: datetime.date | None
    is_late: bool
    step: str = ""
    limit: int | None = None
    is_statutory: bool = False
    is_over_law: bool = False
    is_estimate: bool = False


@dataclass(frozen=True, slots=True)
class Clocks:
    """The days of each step and the calendars of the offices, read once for a whole list."""

    levels: dict[StepKey, list[ServiceLevel]]
    calendars: dict[int, Calendars]

    def of(self, application: Application) -> Clock:
        """The clock of one application in its region's time zone; no query."""
        zone = ZoneInfo(application.regency.time_zone)
        today = timezone.localdate(timezone=zone)
        level, moment = self._step(application, zone)
        since = timezone.localdate(moment, timezone=zone)
        calendar = self.calendar((application.programme_id, application.regency_id))
        due_on = add_days(since, level.days, calendar) if level else None
        last = max(today, due_on or today)
        is_past = due_on is not None and today > due_on
        return Clock(
            since=since,
            age=max(count_days(since, today, calendar), 0),
            is_running=Status(application.status) in OPEN,
            due_on=due_on,
            is_late=is_past and level is not None and level.national_id is None,
            step=level.step if level else "",
            limit=level.days if level else None,
            is_statutory=level is not None and level.is_statutory,
            is_over_law=is_past and level is not None and level.is_statutory,
            is_estimate=self.calendars[application.programme_id].is_estimate(since, last),
        )

    def calendar(self, place: Place) -> Calendar:
        """The days that count for a kab/kota in a programme."""
        programme, regency = place
        return self.calendars[programme].of(DayBasis.WORKING, regency)

    def days_for(self, key: StepKey, day: datetime.date) -> ServiceLevel | None:
        """The limit of a step as it was on a day."""
        return next((level for level in self.levels.get(key, ()) if _is_valid(level, day)), None)

    def _step(
        self, application: Application, zone: ZoneInfo
    ) -> tuple[ServiceLevel | None, datetime.datetime]:
        """The limit and the start of the step: SiHalal's own step while it is there."""
        track, status = application.track, application.status
        moved, shown = application.status_changed_at, application.national_since
        is_there = status == Status.IN_SIHALAL and application.national_status_id and shown
        if is_there and shown:
            day = timezone.localdate(shown, timezone=zone)
            return self.days_for((track, "", application.national_status_id), day), shown
        day = timezone.localdate(moved, timezone=zone)
        return self.days_for((track, status, None), day), moved


def clocks_for(applications: Iterable[Application]) -> Clocks:
    """What the clocks of a list need; two queries for any number.

    The applications come with their programme (`with_people`).
    """
    offices = {a.programme_id: a.programme.office_id for a in applications}
    regencies = {a.regency_id for a in applications}
    return load(offices, regencies)


def load(offices: dict[int, int], regencies: Iterable[str]) -> Clocks:
    """The days of each step, and the calendars of programmes (by their office) and kab/kota."""
    levels: dict[StepKey, list[ServiceLevel]] = defaultdict(list)
    decreed: frozenset[int] = frozenset()
    # The decreed years come along with the levels, which are always there: one query less a page.
    years = ArraySubquery(HolidayDecree.objects.values("year"))
    for level in ServiceLevel.objects.annotate(decree_years=years).order_by("-valid_from"):
        levels[(level.track, level.status, level.national_id)].append(level)
        decreed = frozenset(level.decree_years)
    regional = Q(office__kind=OrganisationKind.DINAS, office__region_id__in=set(regencies))
    mine = Q(office__in=offices.values())
    rows = OfficeDay.objects.filter(regional | mine).order_by("pk")
    days = list(rows.values_list("office_id", "office__region_id", "day", "is_working"))
    return Clocks(
        levels=dict(levels),
        calendars={pk: Calendars(_own(days, office), decreed) for pk, office in offices.items()},
    )


def _own(days: Sequence[tuple[int, str, datetime.date, bool]], office: int) -> dict[str, OwnDays]:
    """The departures as a programme's calendar takes them: "" for its own office."""
    own: dict[str, OwnDays] = defaultdict(dict)
    for office_id, region_code, day, is_working in days:
        own["" if office_id == office else region_code][day] = is_working
    return dict(own)


def clock_of(application: Application) -> Clock:
    """The clock of one application; two queries, so lists use `clocks_for`."""
    return clocks_for([application]).of(application)


def _is_valid(level: ServiceLevel, day: datetime.date) -> bool:
    return level.valid_from <= day and (level.valid_to is None or day <= level.valid_to)
