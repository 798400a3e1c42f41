"""Reminders: queueing what fell due, and what a person decides about one."""

import datetime
import re
from collections.abc import Container

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from halalportal.audit.services import record
from halalportal.outbox.models import Queue
from halalportal.outbox.services import enqueue
from reports import channels, rules
from reports.enums import DropReason, ReminderStatus
from reports.models import Reminder
from reports.quiet_hours import next_allowed
from reports.selectors.due import Due, local_day
from reports.selectors.due_rules import RULE_QUERIES, due_reminders
from reports.services.whatsapp import opt_outs
from reports.texts import fill, one_line

SEND_TASK = "reports.tasks.send_reminder"
_LINK = re.compile(r"https?://\S+")
# What a row takes over from what is due now: always, and as long as nobody wrote its text.
_FACTS = ("recipient_name", "due_on", "expires_on")
_WORDS = ("subject", "body", "values")


class ReminderMovedError(Exception):
    """Somebody else, or the portal itself, was faster; the reminder is no longer open."""


@transaction.atomic
def queue_due(*, now: datetime.datetime) -> int:
    """Brings the queue in step with what is due now, and returns how many reminders are new.

    What is due follows from the dates alone, and the key of a reminder is unique for ever. So it
    does not matter how often this runs, or for how long it did not: nothing is lost or doubled.
    What waits and is due no longer is taken out; what is due with other words is rewritten.
    """
    due = {item.key: row for item in due_reminders(now) if (row := row_of(item))}
    _drop_outdated(due, now)
    known = {row.key: row for row in Reminder.objects.filter(key__in=due)}
    for key in due.keys() & known.keys():
        _bring_up_to_date(known[key], due[key], now)
    new = [row for key, row in due.items() if key not in known]
    Reminder.objects.bulk_create(new, ignore_conflicts=True)
    opt_outs.drop_unwanted()
    added = Reminder.objects.waiting().filter(key__in=[row.key for row in new])
    for reminder in added.select_related("region", "rule"):
        channels.automate(reminder)
        if channels.leaves_by_itself(reminder.channel):
            schedule(reminder, now)
    return len(new)


def _drop_outdated(due: Container[str], now: datetime.datetime) -> None:
    """Takes out what would come too late or says what is no longer so."""
    for reminder in Reminder.objects.waiting().select_related("region"):
        if local_day(now, reminder.region.time_zone) > reminder.expires_on:
            drop(reminder, DropReason.LATE)
        elif reminder.rule_id in RULE_QUERIES and reminder.key not in due:
            drop(reminder, DropReason.MOOT)


def drop(reminder: Reminder, reason: DropReason) -> None:
    """Takes a waiting reminder out by rule. When its occasion comes back, so does the reminder."""
    Reminder.objects.waiting().filter(pk=reminder.pk).update(
        status=ReminderStatus.CANCELLED, drop_reason=reason
    )


def _bring_up_to_date(reminder: Reminder, due: Reminder, now: datetime.datetime) -> None:
    """Rewrites what waits, unless a person did; brings back what was dropped by rule."""
    if not _is_to_rewrite(reminder, due):
        return
    # It may be on its way by now, or in a person's hands.
    reminder = locked(reminder)
    if not _is_to_rewrite(reminder, due):
        return
    if reminder.address != due.address:
        # The same address may have been given to another channel meanwhile.
        reminder.address, reminder.channel = due.address, due.channel
    for name in _FACTS if reminder.edited_at else (*_FACTS, *_WORDS):
        setattr(reminder, name, getattr(due, name))
    reminder.status, reminder.drop_reason = ReminderStatus.QUEUED, ""
    reminder.attempts += 1
    reminder.save()
    if channels.leaves_by_itself(reminder.channel):
        schedule(reminder, now)


def _is_to_rewrite(reminder: Reminder, due: Reminder) -> bool:
    is_back = reminder.drop_reason in (DropReason.MOOT, DropReason.LATE)
    is_waiting = reminder.status == ReminderStatus.QUEUED
    return is_back or (is_waiting and not _says_the_same(reminder, due))


def _says_the_same(reminder: Reminder, due: Reminder) -> bool:
    # A link carries the moment at which it was made.
    has_same_words = reminder.edited_at or all(
        _LINK.sub("", getattr(reminder, name)) == _LINK.sub("", getattr(due, name))
        for name in ("subject", "body")
    )
    return bool(has_same_words) and all(
        getattr(reminder, name) == getattr(due, name) for name in (*_FACTS, "address")
    )


def schedule(reminder: Reminder, now: datetime.datetime) -> None:
    """Asks for the next try of an e-mail, not before its reader is awake."""
    enqueue(
        SEND_TASK,
        key=f"reminder:{reminder.pk}:{reminder.attempts}",
        queue=Queue.MAIL,
        not_before=next_allowed(now, reminder.region.time_zone),
        reminder_id=reminder.pk,
    )


@transaction.atomic
def mark_sent(*, reminder: Reminder, by: User) -> Reminder:
    """Notes that a person sent it (or saw that it arrived).

    Raises:
        ReminderMovedError: when it is no longer open.
    """
    reminder = locked(reminder)
    if not rules.can_mark_sent(by, reminder):
        raise ReminderMovedError
    reminder.status, reminder.sent_at, reminder.sent_by = (
        ReminderStatus.SENT,
        timezone.now(),
        by,
    )
    reminder.save(update_fields=["status", "sent_at", "sent_by"])
    record(action="reminder.sent", subject=reminder, by=by, channel=reminder.channel)
    return reminder


@transaction.atomic
def cancel(*, reminder: Reminder, by: User, reason: DropReason = DropReason.PERSON) -> Reminder:
    """Takes a reminder out of the queue; it does not come back for the same occasion.

    Raises:
        ReminderMovedError: when it is no longer open.
    """
    reminder = locked(reminder)
    if not rules.can_cancel_reminder(by, reminder):
        raise ReminderMovedError
    reminder.status, reminder.drop_reason = ReminderStatus.CANCELLED, reason
    reminder.save(update_fields=["status", "drop_reason"])
    record(action="reminder.cancelled", subject=reminder, by=by, reason=reason)
    return reminder


@transaction.atomic
def send_again(*, reminder: Reminder, by: User) -> Reminder:
    """Queues an e-mail once more after a person decided that it did not arrive.

    Raises:
        ReminderMovedError: when nobody has to decide about it any more.
    """
    reminder = locked(reminder)
    if not rules.can_send_again(by, reminder):
        raise ReminderMovedError
    reminder.status, reminder.lead = ReminderStatus.QUEUED, None
    reminder.attempts += 1
    reminder.save(update_fields=["status", "lead", "attempts"])
    schedule(reminder, timezone.now())
    record(action="reminder.sent_again", subject=reminder, by=by)
    return reminder


def locked(reminder: Reminder) -> Reminder:
    """The row as it is now, kept for this transaction."""
    rows = Reminder.objects.select_for_update(of=("self",))
    return rows.select_related("region", "application").get(pk=reminder.pk)


def row_of(due: Due) -> Reminder | None:
    """The row of a due reminder; None when its reader can't be reached at all."""
    person = due.recipient
    reached = channels.reach(person.email, person.phone)
    if reached is None:
        return None
    channel, address = reached
    values = {name: one_line(value) for name, value in due.values.items()}
    # The only address that a text may lead to is our own, or the room of an online event.
    values["tautan"] = settings.PORTAL_URL + due.path
    if due.online_link:
        values["tempat"] = due.online_link
    return Reminder(
        key=due.key,
        rule_id=due.rule.code,
        region_id=due.region_id,
        application_id=due.application_id,
        event_id=due.event_id,
        recipient_user_id=person.user_id,
        recipient_name=one_line(person.name),
        channel=channel,
        address=address,
        subject=one_line(fill(due.rule.subject, values), 160),
        body=fill(due.rule.body, values),
        values=values,
        due_on=due.due_on,
        expires_on=due.expires_on,
    )
