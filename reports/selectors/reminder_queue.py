"""The WhatsApp queue: each reminder with its ready text and its wa.me link."""

import datetime
from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings

from accounts.models import User
from halalportal.lib.phones import whatsapp_digits
from reports.models import Reminder
from reports.quiet_hours import greeting, next_allowed
from reports.texts import one_line

LONGEST_TEXT = 350
PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatsAppItem:
    """One message to send by hand; `url` is "" while its reader sleeps."""

    reminder: Reminder
    text: str
    url: str


def whatsapp_items(user: User, now: datetime.datetime) -> list[WhatsAppItem]:
    """The first `PAGE` messages that wait for this officer, oldest first."""
    reminders = Reminder.objects.visible_to(user).whatsapp_queue().select_related("region", "rule")
    return [_item(reminder, user, now) for reminder in reminders[:PAGE]]


def _item(reminder: Reminder, user: User, now: datetime.datetime) -> WhatsAppItem:
    text = whatsapp_text(reminder, user.name, now)
    is_quiet = next_allowed(now, reminder.region.time_zone) != now
    return WhatsAppItem(
        reminder=reminder,
        text=text,
        url="" if is_quiet else whatsapp_url(reminder.address, text),
    )


def whatsapp_text(reminder: Reminder, sender: str, now: datetime.datetime) -> str:
    """Greeting, who writes, what it is about; the body already holds the one link."""
    hello = greeting(now, reminder.region.time_zone)
    who = f"Ini {one_line(sender)} dari {settings.OFFICE_NAME}."
    return f"{hello} {reminder.recipient_name}. {who} {reminder.body}"


def whatsapp_url(phone: str, text: str) -> str:
    """The click-to-chat address: digits that begin with 62, and the text in percent-encoding."""
    digits = whatsapp_digits(phone)
    return f"https://wa.me/{digits}?text={quote(text, safe='')}" if digits else ""
