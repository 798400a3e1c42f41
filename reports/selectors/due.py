"""What the queries of the reminder rules share: who is told what, from when until when."""

import datetime
from dataclasses import dataclass, field
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from accounts.models import User
from certification.enums import Status
from certification.models import Application
from halalportal.lib.working_days import Basis, Calendar, add_days
from ikm.models import Business
from reports.links import application_url
from reports.models import ProgrammeReminderRule, ReminderRule

# A reminder about something still undone helps for two weeks after it fell due.
USEFUL_DAYS = 14
# Nothing older is looked at; a case untouched for so long is no matter for a first reminder.
LOOK_BACK = datetime.timedelta(days=60)
# From a row that hangs on an event to the programme of that event.
OF_EVENT = "event__in_programme__programme"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom to tell; `email` and `phone` (E.164) may be empty."""

    name: str
    email: str
    phone: str
    user_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleInUse:
    """A rule as one programme has it, or as it holds for all that don't say otherwise.

    `programme_id` is the one it is of; `others` are those that it leaves to their own. With
    `record` only what concerns this one record of the rule's query is looked at.
    """

    code: str
    offset_days: int
    day_basis: str
    subject: str
    body: str
    programme_id: int | None = None
    others: frozenset[int] = frozenset()
    record: int | None = None

    @classmethod
    def of(cls, rule: ReminderRule | ProgrammeReminderRule, **fields: Any) -> "RuleInUse":
        """The rule itself, or what a programme made of it."""
        if isinstance(rule, ProgrammeReminderRule):
            code, programme_id = rule.rule_id, rule.programme_id
        else:
            code, programme_id = rule.code, None
        return cls(
            code=code,
            programme_id=programme_id,
            offset_days=rule.offset_days,
            day_basis=rule.day_basis,
            subject=rule.subject,
            body=rule.body,
            **fields,
        )

    @property
    def reach(self) -> datetime.timedelta:
        """How far ahead a day may lie that the rule speaks of by now: working days, days off."""
        return datetime.timedelta(days=31 + 2 * abs(self.offset_days))

    def narrow[Rows: QuerySet[Any]](
        self, rows: Rows, *, record: str = "pk", programme: str = ""
    ) -> Rows:
        """Of `rows` those that the rule is about, by the lookups of record and programme."""
        if self.record is not None:
            rows = rows.filter(**{record: self.record})
        if self.programme_id is not None:
            return rows.filter(**{programme: self.programme_id})
        return rows.exclude(**{f"{programme}__in": self.others}) if self.others else rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One reminder of a rule. `period` names it among those of the rule, for ever.

    It begins with the key of the record that the rule's query found.
    """

    rule: RuleInUse
    period: str
    region_id: str
    zone: str
    recipient: Recipient
    due_on: datetime.date
    expires_on: datetime.date
    values: dict[str, str] = field(default_factory=dict)
    path: str = ""
    online_link: str = ""
    application_id: int | None = None
    event_id: int | None = None

    @property
    def key(self) -> str:
        return f"{self.rule.code}:{self.period}"


def local_day(moment: datetime.datetime, zone: str) -> datetime.date:
    """The date at a moment in a zone."""
    return moment.astimezone(ZoneInfo(zone)).date()


def shifted(day: datetime.date, rule: RuleInUse) -> datetime.date:
    """`day` moved by the rule's offset in the rule's kind of days."""
    calendar = Calendar(cast("Basis", rule.day_basis))
    if rule.offset_days >= 0:
        return add_days(day, rule.offset_days, calendar)
    step, left = datetime.timedelta(days=1), -rule.offset_days
    while left:
        day -= step
        left -= calendar.counts(day)
    return day


def user_recipient(user: User) -> Recipient:
    """A person with an account."""
    return Recipient(user.name, user.email or "", user.phone or "", user.pk)


def owner_of(business: Business) -> Recipient:
    """The owner by account, else by what the registry knows."""
    user = business.owner
    return Recipient(
        name=user.name if user else business.owner_name,
        email=(user.email if user else "") or business.email,
        phone=(user.phone if user else "") or business.phone,
        user_id=user.pk if user else None,
    )


def application_due(
    *,
    rule: RuleInUse,
    application: Application,
    recipient: Recipient,
    due_on: datetime.date,
    expires_on: datetime.date,
    values: dict[str, str],
) -> Due:
    """A reminder about a case; the day of its last change is its period."""
    zone = application.regency.time_zone
    changed_on = local_day(application.status_changed_at, zone)
    return Due(
        rule=rule,
        period=f"{application.pk}:{changed_on:%Y%m%d}",
        region_id=application.regency_id,
        zone=zone,
        recipient=recipient,
        due_on=due_on,
        expires_on=expires_on,
        application_id=application.pk,
        values={"nomor": application.number, "usaha": application.business.name} | values,
        path=application_url(application.number),
    )


def unchanged(
    rule: RuleInUse, status: Status, now: datetime.datetime, at_least_days: int
) -> QuerySet[Application]:
    """Applications that have stood in a status for that many calendar days, within `LOOK_BACK`."""
    found = Application.objects.in_status(status).filter(
        programme__cancelled_at=None,
        status_changed_at__gte=now - LOOK_BACK,
        status_changed_at__lte=now - datetime.timedelta(days=max(at_least_days - 1, 0)),
    )
    about = rule.narrow(found, programme="programme")
    return about.select_related("regency", "business__owner", "companion")
