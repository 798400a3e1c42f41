"""Sending one e-mail at most once: queued → sending → sent, or a person decides."""

import datetime
import logging
import smtplib
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.db import connection, transaction
from django.utils import timezone

from halalportal.audit.services import record
from reports.enums import ReminderStatus
from reports.ladder import next_slot
from reports.models import Reminder
from reports.quiet_hours import greeting, next_allowed
from reports.selectors.due_rules import still_helps
from reports.selectors.sent import is_for_staff, sent_lately
from reports.services.reminders import schedule

logger = logging.getLogger(__name__)

# Pauses before the next tries while the mail server does not take it; the last one repeats.
PAUSES = (1, 5, 15, 60)  # minutes


class NotTakenError(Exception):
    """The mail server surely did not take the message, so it may be tried again."""


def send(*, reminder_id: int) -> None:
    """Sends a waiting e-mail reminder, unless it is sent, outdated or its reader asleep.

    The row says `sending` before the first byte goes out. A worker that dies after that leaves it
    so; the next run can't know whether the message left and hands the question to a person.
    """
    reminder = _take(reminder_id, timezone.now())
    if reminder is None:
        return
    try:
        _hand_to_server(message_of(reminder, timezone.now()))
    except NotTakenError as error:
        logger.warning("Reminder %s not taken: %s", reminder.pk, error)
        _try_later(reminder, timezone.now())
    except Exception:
        logger.exception("Reminder %s may have been sent or not", reminder.pk)
        _leave_to_a_person(reminder)
    else:
        _note_sent(reminder)


def message_of(reminder: Reminder, now: datetime.datetime) -> EmailMessage:
    """The plain-text message. Its Message-ID is the same however often it is built."""
    hello = greeting(now, reminder.region.time_zone)
    host = urlsplit(settings.PORTAL_URL).hostname or "localhost"
    return EmailMessage(
        subject=reminder.subject,
        body=f"{hello}, {reminder.recipient_name}.\n\n{reminder.body}\n\n{settings.OFFICE_NAME}\n",
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[reminder.address],
        headers={
            "Message-ID": f"<pengingat-{reminder.pk}@{host}>",
            "Auto-Submitted": "auto-generated",
        },
    )


@transaction.atomic
def _take(reminder_id: int, now: datetime.datetime) -> Reminder | None:
    """Moves a sendable reminder to `sending`; None when there is nothing to send now."""
    rows = Reminder.objects.select_for_update(of=("self",))
    reminder = rows.select_related("region", "application", "event").get(pk=reminder_id)
    if reminder.status == ReminderStatus.SENDING:
        _set(reminder, ReminderStatus.UNCERTAIN)
        return None
    if reminder.status != ReminderStatus.QUEUED:
        return None
    if not still_helps(reminder, now):
        _set(reminder, ReminderStatus.CANCELLED)
        return None
    slot = _slot(reminder, now)
    if slot != now:
        _postpone(reminder, slot)
        return None
    reminder.taken_at = now
    reminder.save(update_fields=["taken_at"])
    _set(reminder, ReminderStatus.SENDING)
    return reminder


def _slot(reminder: Reminder, now: datetime.datetime) -> datetime.datetime:
    """When it may go out: by day, and to an owner as one of two that day."""
    zone = reminder.region.time_zone
    if is_for_staff(reminder):
        return next_allowed(now, zone)
    _lock_recipient(reminder)
    return next_slot(now, zone, sent_lately(reminder, now))


def _lock_recipient(reminder: Reminder) -> None:
    """Of two messages to one owner at once, the second counts the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 7))", [reminder.address])


def _hand_to_server(message: EmailMessage) -> None:
    """Gives the message to the mail server.

    Raises:
        NotTakenError: when no connection came about, or the server answered no.
        Exception: when the answer got lost; the server may have taken it.
    """
    connection = mailers.default
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        raise NotTakenError(type(error).__name__) from error
    try:
        connection.send_messages([message])
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as error:
        raise NotTakenError(type(error).__name__) from error
    finally:
        _close_quietly(connection)


def _close_quietly(connection: object) -> None:
    # A farewell that fails changes nothing about what the server already took.
    try:
        connection.close()  # type: ignore[attr-defined]
    except (OSError, smtplib.SMTPException):
        logger.info("The mail server closed first")


@transaction.atomic
def _try_later(reminder: Reminder, now: datetime.datetime) -> None:
    pause = PAUSES[min(reminder.attempts, len(PAUSES) - 1)]
    reminder.attempts += 1
    reminder.status, reminder.taken_at = ReminderStatus.QUEUED, None
    reminder.save(update_fields=["status", "attempts", "taken_at"])
    schedule(reminder, now + datetime.timedelta(minutes=pause))


def _postpone(reminder: Reminder, slot: datetime.datetime) -> None:
    reminder.attempts += 1
    reminder.save(update_fields=["attempts"])
    schedule(reminder, slot)


def _leave_to_a_person(reminder: Reminder) -> None:
    _set(reminder, ReminderStatus.UNCERTAIN)


@transaction.atomic
def _note_sent(reminder: Reminder) -> None:
    # Another run may have thought this one dead meanwhile; we know better.
    Reminder.objects.filter(
        pk=reminder.pk, status__in=[ReminderStatus.SENDING, ReminderStatus.UNCERTAIN]
    ).update(status=ReminderStatus.SENT, sent_at=timezone.now())
    record(action="reminder.sent", subject=reminder, by=None, channel=reminder.channel)


def _set(reminder: Reminder, status: ReminderStatus) -> None:
    reminder.status = status
    reminder.save(update_fields=["status"])
