"""Which monthly reports are due, and what a person sees of the own ones."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from accounts.models import User
from certification.models import Programme
from certification.selectors.calendar import calendars_of
from halalportal.lib.formats import MONTHS
from halalportal.lib.working_days import Calendar
from reports.models import MonthlyReport, Subscription

ONE_DAY = datetime.timedelta(days=1)
SHOWN = 24
# Missed months are caught up as far back as this; the portal itself has the older ones.
CAUGHT_UP = 12


@dataclass(frozen=True, slots=True)
class Month:
    """A month that is over."""

    first: datetime.date

    @classmethod
    def before(cls, day: datetime.date) -> "Month":
        """The month before the one in which a day lies."""
        return cls((day.replace(day=1) - ONE_DAY).replace(day=1))

    @classmethod
    def lately_before(cls, day: datetime.date) -> "list[Month]":
        """The months that are over on a day and may still be caught up, the oldest first."""
        months = [cls.before(day)]
        while len(months) < CAUGHT_UP:
            months.append(cls.before(months[-1].first))
        return months[::-1]

    @property
    def last(self) -> datetime.date:
        """Its last day: the figures are those of its end."""
        return self.following - ONE_DAY

    @property
    def following(self) -> datetime.date:
        """The first day of the next month."""
        return (self.first + datetime.timedelta(days=31)).replace(day=1)

    def __str__(self) -> str:
        return f"{MONTHS[self.first.month - 1]} {self.first.year}"


@dataclass(frozen=True, slots=True)
class SentReport:
    """A report of the list, with the day whose figures it holds."""

    report: MonthlyReport
    month: Month


@dataclass(frozen=True, slots=True)
class Offer:
    """A programme whose report one may get, and the subscription where there is one."""

    programme: Programme
    is_subscribed: bool


def sending_day(month: Month, calendar: Calendar) -> datetime.date:
    """The first working day after the month."""
    day = month.following
    while not calendar.counts(day):
        day += ONE_DAY
    return day


def due_reports(now: datetime.datetime) -> Iterator[tuple[Subscription, Month]]:
    """Who should have got which report by now: one for each month, the oldest first.

    It follows from the dates alone, so it does not matter how often or how late this is asked:
    after months without an answer all of them are due, at most those of a year. Whoever
    subscribes after the day of sending begins with the next month.
    """
    calendars: dict[int, Calendar] = {}
    subscriptions = Subscription.objects.active().filter(programme__cancelled_at=None)
    for subscription in subscriptions.select_related("programme__region").order_by("pk"):
        programme = subscription.programme
        zone = ZoneInfo(programme.region.time_zone)
        today = now.astimezone(zone).date()
        since = subscription.started_at.astimezone(zone).date()
        if programme.pk not in calendars:
            calendars[programme.pk] = calendars_of(programme).of()
        for month in Month.lately_before(today):
            day = sending_day(month, calendars[programme.pk])
            if programme.starts_on <= month.last and since <= day <= today:
                yield subscription, month


def offers(user: User) -> list[Offer]:
    """The programmes that the person sees."""
    own = Subscription.objects.visible_to(user).filter(ended_at=None)
    wanted = set(own.values_list("programme_id", flat=True))
    programmes = Programme.objects.visible_to(user).filter(cancelled_at=None)
    return [Offer(programme, programme.pk in wanted) for programme in programmes[:SHOWN]]


def past_reports(user: User) -> list[SentReport]:
    """The person's own reports, the newest first."""
    reports = MonthlyReport.objects.visible_to(user).select_related(
        "subscription__programme__region"
    )
    return [SentReport(report, Month(report.month)) for report in reports[:SHOWN]]
