"""WhatsApp by hand: the text, and the link that opens it ready to send."""

import datetime
from collections.abc import Sequence
from urllib.parse import quote

from django.conf import settings

from halalportal.lib.formats import number
from halalportal.lib.phones import whatsapp_digits
from reports.models import Reminder
from reports.quiet_hours import greeting
from reports.texts import one_line

LONGEST_TEXT = 350
# What greeting and sender leave of it.
LONGEST_BODY = 250
# Several things in one message. Links to wa.me bear more, readers don't.
LONGEST_JOINED = 1_000

# Said once to everybody, beyond the letters of the reminder itself.
HOW_TO_STOP = "Balas STOP bila tidak mau diingatkan."
# Ends many rules; of several in one message it is said once.
HELP = "Balas pesan ini bila perlu bantuan."


def whatsapp_text(
    reminder: Reminder, sender: str, now: datetime.datetime, *, is_first: bool = False
) -> str:
    """Greeting, who writes, what it is about; the body already holds the one link.

    The first message to a number also says how to stop the next ones.
    """
    text = f"{_opening(reminder, sender, now)} {reminder.body}"
    return f"{text} {HOW_TO_STOP}" if is_first else text


def joined_text(
    reminders: Sequence[Reminder], sender: str, now: datetime.datetime, *, is_first: bool = False
) -> str:
    """One message about several things, one under the other, what is over first leads.

    At most `LONGEST_JOINED` signs: what finds no room is counted.
    """
    urgent = sorted(reminders, key=lambda each: (each.expires_on, each.due_on, each.pk))
    name = reminders[0].recipient_name
    points = [_point(place, each, name) for place, each in enumerate(urgent, start=1)]
    opening = f"{_opening(reminders[0], sender, now)} Ada {number(len(points))} hal untuk Anda."
    offers_help = any(each.body.endswith(HELP) for each in reminders)
    closing = " ".join([HELP] * offers_help + [HOW_TO_STOP] * is_first)
    for shown in range(len(points), 0, -1):
        rest = _rest(len(points) - shown)
        text = "\n\n".join(filter(None, [opening, *points[:shown], rest, closing]))
        if len(text) <= LONGEST_JOINED:
            break
    return text


def _opening(reminder: Reminder, sender: str, now: datetime.datetime) -> str:
    hello = greeting(now, reminder.region.time_zone)
    who = f"Ini {one_line(sender)} dari {settings.OFFICE_NAME}."
    return f"{hello} {reminder.recipient_name}. {who}"


def _point(place: int, reminder: Reminder, greeted: str) -> str:
    """One thing; it says for whom when the telephone serves more than the one who is greeted."""
    whom = "" if reminder.recipient_name == greeted else f"Untuk {reminder.recipient_name}: "
    return f"{place}. {whom}{reminder.body.removesuffix(HELP).rstrip()}"


def _rest(count: int) -> str:
    return f"dan {number(count)} hal lain di portal: {settings.PORTAL_URL}/" if count else ""


def whatsapp_url(phone: str, text: str) -> str:
    """The click-to-chat address: digits that begin with 62, and the text in percent-encoding."""
    digits = whatsapp_digits(phone)
    return f"https://wa.me/{digits}?text={quote(text, safe='')}" if digits else ""
