"""WhatsApp by hand: the text, and the link that opens it ready to send."""

import datetime
from urllib.parse import quote

from django.conf import settings

from halalportal.lib.phones import whatsapp_digits
from reports.models import Reminder
from reports.quiet_hours import greeting
from reports.texts import one_line

LONGEST_TEXT = 350
# What greeting and sender leave of it.
LONGEST_BODY = 250


# Said once to everybody, beyond the letters of the reminder itself.
HOW_TO_STOP = "Balas STOP bila tidak mau diingatkan."


def whatsapp_text(
    reminder: Reminder, sender: str, now: datetime.datetime, *, is_first: bool = False
) -> str:
    """Greeting, who writes, what it is about; the body already holds the one link.

    The first message to a number also says how to stop the next ones.
    """
    hello = greeting(now, reminder.region.time_zone)
    who = f"Ini {one_line(sender)} dari {settings.OFFICE_NAME}."
    text = f"{hello} {reminder.recipient_name}. {who} {reminder.body}"
    return f"{text} {HOW_TO_STOP}" if is_first else text


def whatsapp_url(phone: str, text: str) -> str:
    """The click-to-chat address: digits that begin with 62, and the text in percent-encoding."""
    digits = whatsapp_digits(phone)
    return f"https://wa.me/{digits}?text={quote(text, safe='')}" if digits else ""
