"""WhatsApp by hand: the text, and the link that opens it ready to send."""

import datetime
from urllib.parse import quote

from django.conf import settings

from halalportal.lib.phones import whatsapp_digits
from reports.models import Reminder
from reports.quiet_hours import greeting
from reports.texts import one_line

LONGEST_TEXT = 350


def whatsapp_text(reminder: Reminder, sender: str, now: datetime.datetime) -> str:
    """Greeting, who writes, what it is about; the body already holds the one link."""
    hello = greeting(now, reminder.region.time_zone)
    who = f"Ini {one_line(sender)} dari {settings.OFFICE_NAME}."
    return f"{hello} {reminder.recipient_name}. {who} {reminder.body}"


def whatsapp_url(phone: str, text: str) -> str:
    """The click-to-chat address: digits that begin with 62, and the text in percent-encoding."""
    digits = whatsapp_digits(phone)
    return f"https://wa.me/{digits}?text={quote(text, safe='')}" if digits else ""
