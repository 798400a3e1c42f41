"""What a person does with reminders before they leave: other words, another day, none at all."""

import datetime
import re

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from halalportal.audit.services import record
from reports import rules
from reports.channels.wa_me import LONGEST_BODY
from reports.enums import Channel, DropReason, ReminderStatus
from reports.models import Reminder
from reports.models.reminder import ReminderQuerySet
from reports.selectors.due import local_day
from reports.services.reminders import ReminderMovedError, locked
from reports.services.whatsapp import taps
from reports.texts import clean_text, names_in, one_line

LONGEST_EMAIL = 2_000
_URL = re.compile(r"(?i)\b(?:[a-z][a-z0-9+.-]*://|www\.)\S*")


class ReminderTextError(Exception):
    """The words can't be sent so; its text says what to do."""


class ReminderDayError(Exception):
    """The day is past, or too late for the reminder to help; its text says what to do."""


def longest_body(reminder: Reminder) -> int:
    """How many letters the text may have on its channel."""
    return LONGEST_EMAIL if reminder.channel == Channel.EMAIL else LONGEST_BODY


@transaction.atomic
def edit(*, reminder: Reminder, subject: str, body: str, by: User) -> Reminder:
    """Gives a waiting reminder the person's own words; the rule does not change them again.

    Raises:
        ReminderMovedError: when it has left or was cancelled.
        ReminderTextError: when the words can't be sent so.
    """
    reminder = locked(reminder)
    if not rules.can_change_reminder(by, reminder):
        raise ReminderMovedError
    body = checked_body(body, limit=longest_body(reminder), allowed=reminder.body)
    if reminder.channel == Channel.CLOUD:
        # WhatsApp's service sends approved words alone; own words go by a person's tap.
        reminder.channel = Channel.WHATSAPP
    reminder.subject, reminder.body = checked_subject(subject), body
    reminder.edited_at, reminder.edited_by = timezone.now(), by
    reminder.save(update_fields=["channel", "subject", "body", "edited_at", "edited_by"])
    record(action="reminder.edited", subject=reminder, by=by, length=len(body))
    return reminder


def checked_subject(subject: str) -> str:
    """One line without a placeholder.

    Raises:
        ReminderTextError: when it holds one.
    """
    _refuse_placeholders(subject)
    return one_line(subject, 160)


def checked_body(body: str, *, limit: int, allowed: str = "") -> str:
    """The text without control signs, checked.

    Args:
        allowed: a text whose links may stay.

    Raises:
        ReminderTextError: a placeholder, a link to elsewhere, or too long.
    """
    text = clean_text(body)
    _refuse_placeholders(text)
    known = (settings.PORTAL_URL, *_URL.findall(allowed))
    if any(not link.startswith(known) for link in _URL.findall(text)):
        raise ReminderTextError("Hapus tautan ke luar portal. Tautan hanya boleh ke portal ini.")
    if len(text) > limit:
        raise ReminderTextError(
            f"Teksnya {len(text)} huruf. Persingkat sampai paling banyak {limit} huruf."
        )
    return text


def _refuse_placeholders(text: str) -> None:
    if names := names_in(text):
        raise ReminderTextError(f"Ganti {{{names[0]}}} dengan kata biasa.")


@transaction.atomic
def put_off(*, reminder: Reminder, day: datetime.date, by: User) -> Reminder:
    """Lets a reminder leave on a later day, from seven in the morning.

    Raises:
        ReminderMovedError: when it has left or was cancelled.
        ReminderDayError: when the day is not to come, or too late.
    """
    reminder = locked(reminder)
    if not rules.can_change_reminder(by, reminder):
        raise ReminderMovedError
    today = local_day(timezone.now(), reminder.region.time_zone)
    if not today < day <= reminder.expires_on:
        raise ReminderDayError(
            "Pilih hari sesudah hari ini, paling lambat hari terakhir pengingat ini berguna."
        )
    reminder.leaves_on = day
    reminder.save(update_fields=["leaves_on"])
    taps.let_go(reminder=reminder, now=timezone.now())
    record(action="reminder.put_off", subject=reminder, by=by, day=day.isoformat())
    return reminder


@transaction.atomic
def cancel_all(*, reminders: ReminderQuerySet, by: User) -> int:
    """Takes out those that wait and are the person's, and returns how many."""
    rows = reminders.waiting().order_by("pk").select_for_update(of=("self",))
    mine = [row for row in rows.select_related("application") if rules.can_cancel_reminder(by, row)]
    Reminder.objects.filter(pk__in=[row.pk for row in mine]).update(
        status=ReminderStatus.CANCELLED, drop_reason=DropReason.PERSON
    )
    for row in mine:
        record(action="reminder.cancelled", subject=row, by=by, together=len(mine))
    return len(mine)
