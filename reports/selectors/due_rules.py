"""Which reminders have fallen due: the table of rules with their queries."""

import datetime
from collections.abc import Callable, Iterator

from django.db.models import QuerySet

from certification.enums import Status
from reports.models import Reminder, ReminderRule
from reports.selectors.due import Due, local_day
from reports.selectors.due_actions import action_due
from reports.selectors.due_cases import returned_unanswered, verification_due
from reports.selectors.due_certificates import material_certificate_due, surveillance_due
from reports.selectors.due_dates import target_due
from reports.selectors.due_invitations import invitation_unanswered, seat_found
from reports.selectors.due_moves import event_moved, event_tomorrow, still_announces
from workshops.models import Event
from workshops.selectors.told import TELLS_TIME

RULE_QUERIES: dict[str, Callable[[ReminderRule, datetime.datetime], Iterator[Due]]] = {
    "returned-unanswered": returned_unanswered,
    "verification-due": verification_due,
    "event-tomorrow": event_tomorrow,
    "event-moved": event_moved,
    "invitation-unanswered": invitation_unanswered,
    "seat-found": seat_found,
    "target-due": target_due,
    "surveillance-90": surveillance_due,
    "surveillance-30": surveillance_due,
    "material-certificate": material_certificate_due,
    "action-due": action_due,
    "action-overdue": action_due,
}
# The status in which a case must still stand for the reminder to make sense.
STATUS_OF_RULE = {
    "returned-unanswered": Status.RETURNED,
    "verification-due": Status.ACCEPTED,
}
# What these say is over once somebody noted it: then they are due no longer.
UNTIL_NOTED = (
    "surveillance-90",
    "surveillance-30",
    "material-certificate",
    "action-due",
    "action-overdue",
    "invitation-unanswered",
    "seat-found",
)


def due_reminders(now: datetime.datetime) -> list[Due]:
    """Every reminder of the active rules that is due and still useful at `now`."""
    return _due(ReminderRule.objects.filter(code__in=RULE_QUERIES), now)


def _due(rules: QuerySet[ReminderRule], now: datetime.datetime) -> list[Due]:
    return [
        due
        for rule in rules.filter(is_active=True).order_by("code")
        for due in RULE_QUERIES[rule.code](rule, now)
        if due.due_on <= local_day(now, due.zone) <= due.expires_on
    ]


def noted_since(waiting: QuerySet[Reminder], now: datetime.datetime) -> list[int]:
    """Those no longer due: done or dropped, or a certificate that was renewed or revoked."""
    told = dict(waiting.filter(rule__in=UNTIL_NOTED).values_list("pk", "key"))
    if not told:
        return []
    due = {item.key for item in _due(ReminderRule.objects.filter(code__in=UNTIL_NOTED), now)}
    return [pk for pk, key in told.items() if key not in due]


def still_helps(reminder: Reminder, now: datetime.datetime) -> bool:
    """Whether it is not too late and what it says is still so; `event` and `application` loaded."""
    if local_day(now, reminder.region.time_zone) > reminder.expires_on:
        return False
    if reminder.event and not _announces(reminder, reminder.event, now):
        return False
    if noted_since(Reminder.objects.filter(pk=reminder.pk), now):
        return False
    expected = STATUS_OF_RULE.get(reminder.rule_id)
    return not (expected and reminder.application) or reminder.application.status == expected


def _announces(reminder: Reminder, event: Event, now: datetime.datetime) -> bool:
    """Whether the event is yet to come, and where and when the reminder says."""
    if now >= event.starts_at:
        return False
    return reminder.rule_id not in TELLS_TIME or still_announces(reminder, event)
