"""Which reminders have fallen due: the table of rules with their queries."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial

from reports.enums import DropReason
from reports.models import OptOut, ProgrammeReminderRule, Reminder, ReminderRule
from reports.selectors.due import Due, RuleInUse, local_day
from reports.selectors.due_actions import action_due
from reports.selectors.due_cases import (
    draft_unsent,
    ready_unentered,
    returned_unanswered,
    verification_due,
)
from reports.selectors.due_certificates import material_certificate_due, surveillance_due
from reports.selectors.due_dates import call_due, programme_day, target_due
from reports.selectors.due_invitations import invitation_unanswered, seat_found
from reports.selectors.due_lights import target_at_risk
from reports.selectors.due_moves import event_moved, event_tomorrow
from reports.selectors.due_tests import final_test_open

Query = Callable[[RuleInUse, datetime.datetime], Iterator[Due]]
# A programme may have days and words of its own for each: about itself, its cases, its events.
RULE_QUERIES: dict[str, Query] = {
    "draft-unsent": draft_unsent,
    "returned-unanswered": returned_unanswered,
    "verification-due": verification_due,
    "ready-unentered": ready_unentered,
    "target-due": target_due,
    "target-at-risk": target_at_risk,
    "programme-start": partial(programme_day, "starts_on"),
    "programme-end": partial(programme_day, "ends_on"),
    "call-due": call_due,
    "surveillance-90": surveillance_due,
    "surveillance-30": surveillance_due,
    "material-certificate": material_certificate_due,
    "event-tomorrow": event_tomorrow,
    "event-moved": event_moved,
    "invitation-unanswered": invitation_unanswered,
    "seat-found": seat_found,
    "test-open": final_test_open,
    "action-due": action_due,
    "action-overdue": action_due,
}


def due_reminders(now: datetime.datetime) -> list[Due]:
    """Every reminder of the active rules that is due and still useful at `now`."""
    rules = ReminderRule.objects.filter(code__in=RULE_QUERIES).order_by("code")
    own = defaultdict(list)
    for each in ProgrammeReminderRule.objects.filter(rule__in=RULE_QUERIES):
        own[each.rule_id].append(each)
    return [due for rule in rules for use in _uses(rule, own[rule.pk]) for due in _due(use, now)]


def why_dropped(reminder: Reminder, now: datetime.datetime) -> DropReason | None:
    """Why a waiting reminder does not leave: too late, not wanted, or no longer so.

    None when it still does. Its `region` and `rule` are loaded.
    """
    if local_day(now, reminder.region.time_zone) > reminder.expires_on:
        return DropReason.LATE
    if OptOut.objects.in_force().filter(address=reminder.address).exists():
        return DropReason.OPTED_OUT
    if reminder.rule_id not in RULE_QUERIES:
        return None
    record = int(reminder.key.split(":")[1])
    own = list(reminder.rule.of_programmes.all())
    due = (due for use in _uses(reminder.rule, own, record) for due in _due(use, now))
    return None if any(item.key == reminder.key for item in due) else DropReason.MOOT


def _uses(
    rule: ReminderRule, own: list[ProgrammeReminderRule], record: int | None = None
) -> Iterator[RuleInUse]:
    """The rule as it is in use: for the programmes with their own, and for all others."""
    for each in own:
        if each.is_active:
            yield RuleInUse.of(each, record=record)
    if rule.is_active:
        others = frozenset(each.programme_id for each in own)
        yield RuleInUse.of(rule, others=others, record=record)


def _due(rule: RuleInUse, now: datetime.datetime) -> Iterator[Due]:
    for due in RULE_QUERIES[rule.code](rule, now):
        if due.due_on <= local_day(now, due.zone) <= due.expires_on:
            yield due
