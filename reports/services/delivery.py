"""Sending one message at most once: queued → sending → sent, or a person decides."""

import datetime
import logging
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.utils import timezone

from halalportal.audit.services import record
from reports import channels
from reports.channels.errors import NotTakenError, RefusedError
from reports.enums import ReminderStatus
from reports.ladder import next_slot
from reports.models import Reminder
from reports.models.reminder import ReminderQuerySet
from reports.quiet_hours import QUIET_UNTIL, next_allowed
from reports.selectors.due import local_day
from reports.selectors.due_rules import why_dropped
from reports.selectors.sent import is_for_staff, sent_lately
from reports.services.reminders import drop, schedule
from reports.services.whatsapp import by_hand

logger = logging.getLogger(__name__)

# Pauses before the next tries while the outside does not take it; the last one repeats.
PAUSES = (1, 5, 15, 60)  # minutes


def send(*, reminder_id: int) -> None:
    """Sends a waiting reminder, unless it is sent, outdated or its reader asleep.

    Whatever else waits for the same person leaves in the same message. The rows say `sending`
    before the first byte goes out. A worker that dies after that leaves them so; the next run
    can't know whether the message left and hands the question to a person.
    """
    now = timezone.now()
    taken = _take(reminder_id, now)
    if not taken:
        return
    try:
        channels.hand_over(taken, now)
    except NotTakenError as error:
        logger.warning("Reminder %s not taken: %s", reminder_id, error)
        _try_later(taken, now)
    except RefusedError as error:
        by_hand.take_over(reminder_id=reminder_id, error_code=error.code)
    except Exception:
        logger.exception("Reminder %s may have been sent or not", reminder_id)
        _rows(taken).update(status=ReminderStatus.UNCERTAIN)
    else:
        _note_sent(taken)


@transaction.atomic
def _take(reminder_id: int, now: datetime.datetime) -> list[Reminder]:
    """Moves what leaves now to `sending`, the one asked for first; empty when nothing does."""
    _lock_recipient(Reminder.objects.values_list("address", flat=True).get(pk=reminder_id))
    lead = _lockable().get(pk=reminder_id)
    if lead.status == ReminderStatus.SENDING:
        _call_uncertain(lead)
    if lead.status != ReminderStatus.QUEUED or not channels.leaves_by_itself(lead.channel):
        return []
    if reason := why_dropped(lead, now):
        drop(lead, reason)
        return []
    slot = _slot(lead, now)
    if slot != now:
        _postpone(lead, slot)
        return []
    taken = [lead, *_companions(lead, now)]
    _rows(taken).update(status=ReminderStatus.SENDING, taken_at=now)
    _rows(taken[1:]).update(lead=lead)
    return taken


def _lockable() -> ReminderQuerySet:
    return Reminder.objects.select_for_update(of=("self",)).select_related("region", "rule")


def _call_uncertain(lead: Reminder) -> None:
    """The worker that had it is gone. One that was carried along is its lead's matter."""
    if lead.lead_id is None:
        message = Reminder.objects.filter(pk=lead.pk) | lead.carried.all()
        message.filter(status=ReminderStatus.SENDING).update(status=ReminderStatus.UNCERTAIN)


def _companions(lead: Reminder, now: datetime.datetime) -> list[Reminder]:
    """What else is due for the same person."""
    if not channels.joins(lead.channel):
        return []
    same = _lockable().waiting().exclude(pk=lead.pk)
    same = same.filter(
        channel=lead.channel, address=lead.address, recipient_name=lead.recipient_name
    )
    return [each for each in same if not _put_off(each, now) and not why_dropped(each, now)]


def _put_off(reminder: Reminder, now: datetime.datetime) -> bool:
    day = reminder.leaves_on
    return day is not None and local_day(now, reminder.region.time_zone) < day


def _slot(reminder: Reminder, now: datetime.datetime) -> datetime.datetime:
    """When it may go out: by day, when a person put it off, to an owner as one of two that day."""
    zone = reminder.region.time_zone
    if reminder.leaves_on and _put_off(reminder, now):
        return datetime.datetime.combine(reminder.leaves_on, QUIET_UNTIL, ZoneInfo(zone))
    if is_for_staff(reminder):
        return next_allowed(now, zone)
    return next_slot(now, zone, sent_lately(reminder, now))


def _lock_recipient(address: str) -> None:
    """Of two messages to one person at once, the second sees the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 7))", [address])


def _rows(reminders: Sequence[Reminder]) -> ReminderQuerySet:
    return Reminder.objects.filter(pk__in=[reminder.pk for reminder in reminders])


@transaction.atomic
def _try_later(taken: Sequence[Reminder], now: datetime.datetime) -> None:
    """Each on its own again: what was to be carried may leave before its lead."""
    for reminder in taken:
        pause = PAUSES[min(reminder.attempts, len(PAUSES) - 1)]
        reminder.attempts += 1
        reminder.status, reminder.taken_at, reminder.lead = ReminderStatus.QUEUED, None, None
        reminder.save(update_fields=["status", "attempts", "taken_at", "lead"])
        schedule(reminder, now + datetime.timedelta(minutes=pause))


def _postpone(reminder: Reminder, slot: datetime.datetime) -> None:
    reminder.attempts += 1
    reminder.save(update_fields=["attempts"])
    schedule(reminder, slot)


@transaction.atomic
def _note_sent(taken: Sequence[Reminder]) -> None:
    # Another run may have thought this one dead meanwhile; we know better.
    open_still = [ReminderStatus.SENDING, ReminderStatus.UNCERTAIN]
    _rows(taken).filter(status__in=open_still).update(
        status=ReminderStatus.SENT, sent_at=timezone.now()
    )
    for reminder in taken:
        record(action="reminder.sent", subject=reminder, by=None, channel=reminder.channel)
