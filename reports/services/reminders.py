"""Reminders: queueing what fell due, and what a person decides about one."""

import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from halalportal.audit.services import record
from halalportal.lib.phones import whatsapp_digits
from halalportal.outbox.models import Queue
from halalportal.outbox.services import enqueue
from reports import rules
from reports.enums import Channel, ReminderStatus
from reports.models import Reminder
from reports.quiet_hours import next_allowed
from reports.selectors.due import Due
from reports.selectors.due_rules import (
    STATUS_OF_RULE,
    due_reminders,
    noted_since,
    still_helps,
)
from reports.texts import fill, one_line

SEND_TASK = "reports.tasks.send_reminder"


class ReminderMovedError(Exception):
    """Somebody else, or the portal itself, was faster; the reminder is no longer open."""


@transaction.atomic
def queue_due(*, now: datetime.datetime) -> int:
    """Adds a row for each reminder that is due and new, and returns how many there are.

    What is due follows from the dates alone, and the key of a reminder is unique for ever. So it
    does not matter how often this runs, or for how long it did not: nothing is lost or doubled.
    """
    due = {item.key: item for item in due_reminders(now)}
    known = set(Reminder.objects.filter(key__in=due).values_list("key", flat=True))
    rows = [row for key, item in due.items() if key not in known and (row := row_of(item))]
    Reminder.objects.bulk_create(rows, ignore_conflicts=True)
    for reminder in Reminder.objects.filter(
        key__in=[row.key for row in rows], channel=Channel.EMAIL
    ).select_related("region"):
        schedule(reminder, now)
    return len(rows)


@transaction.atomic
def drop_outdated(*, now: datetime.datetime) -> int:
    """Cancels waiting reminders that would come too late or say what is no longer so."""
    waiting = Reminder.objects.filter(status=ReminderStatus.QUEUED)
    yesterday = (now - datetime.timedelta(days=1)).date()
    announced = waiting.filter(event__isnull=False).select_related("region", "event")
    past = [reminder.pk for reminder in announced if not still_helps(reminder, now)]
    past += noted_since(waiting, now)
    stale = waiting.filter(Q(expires_on__lt=yesterday) | Q(pk__in=past))
    count = stale.update(status=ReminderStatus.CANCELLED)
    for rule, status in STATUS_OF_RULE.items():
        moved = waiting.filter(rule=rule).exclude(application__status=status)
        count += moved.update(status=ReminderStatus.CANCELLED)
    return count


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
    reminder = _locked(reminder)
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
def cancel(*, reminder: Reminder, by: User) -> Reminder:
    """Takes a reminder out of the queue; it does not come back for the same occasion.

    Raises:
        ReminderMovedError: when it is no longer open.
    """
    reminder = _locked(reminder)
    if not rules.can_cancel_reminder(by, reminder):
        raise ReminderMovedError
    reminder.status = ReminderStatus.CANCELLED
    reminder.save(update_fields=["status"])
    record(action="reminder.cancelled", subject=reminder, by=by)
    return reminder


@transaction.atomic
def send_again(*, reminder: Reminder, by: User) -> Reminder:
    """Queues an e-mail once more after a person decided that it did not arrive.

    Raises:
        ReminderMovedError: when nobody has to decide about it any more.
    """
    reminder = _locked(reminder)
    if not rules.can_send_again(by, reminder):
        raise ReminderMovedError
    reminder.status = ReminderStatus.QUEUED
    reminder.attempts += 1
    reminder.save(update_fields=["status", "attempts"])
    schedule(reminder, timezone.now())
    record(action="reminder.sent_again", subject=reminder, by=by)
    return reminder


def _locked(reminder: Reminder) -> Reminder:
    rows = Reminder.objects.select_for_update(of=("self",)).select_related("region")
    return rows.get(pk=reminder.pk)


def row_of(due: Due) -> Reminder | None:
    """The row of a due reminder; None when its reader can't be reached at all."""
    person = due.recipient
    channel, address = Channel.EMAIL, person.email
    if not address:
        channel, address = Channel.WHATSAPP, person.phone
        if not whatsapp_digits(address):
            return None
    values = {name: one_line(value) for name, value in due.values.items()}
    # The only address that a text may lead to is our own, or the room of an online event.
    values["tautan"] = settings.PORTAL_URL + due.path
    if due.online_link:
        values["tempat"] = due.online_link
    return Reminder(
        key=due.key,
        rule=due.rule,
        region_id=due.region_id,
        application_id=due.application_id,
        event_id=due.event_id,
        recipient_user_id=person.user_id,
        recipient_name=one_line(person.name),
        channel=channel,
        address=address,
        subject=one_line(fill(due.rule.subject, values), 160),
        body=fill(due.rule.body, values),
        due_on=due.due_on,
        expires_on=due.expires_on,
    )
