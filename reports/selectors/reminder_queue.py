"""The WhatsApp queue: each reminder with its ready text and its wa.me link."""

import datetime
from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings

from accounts.models import User
from halalportal.lib.phones import whatsapp_digits
from reports.ladder import next_slot
from reports.models import Reminder
from reports.quiet_hours import greeting, next_allowed
from reports.selectors.sent import sent_by_address
from reports.texts import one_line

LONGEST_TEXT = 350
PAGE = 50
NIGHT = "Malam hari: kirim mulai pukul 07.00."
FULL = "Sudah dua pesan hari ini: kirim besok mulai pukul 07.00."


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatsAppItem:
    """One message to send by hand; `url` is "" while it has to wait, `wait` says why."""

    reminder: Reminder
    text: str
    url: str
    wait: str = ""


def whatsapp_items(user: User, now: datetime.datetime) -> list[WhatsAppItem]:
    """The first `PAGE` messages that wait for this officer, oldest first."""
    reminders = Reminder.objects.visible_to(user).whatsapp_queue().select_related("region", "rule")
    shown = list(reminders[:PAGE])
    sent = sent_by_address([reminder.address for reminder in shown], now)
    items = []
    for reminder in shown:
        item = _item(reminder, user, now, sent[reminder.address])
        if item.url:
            # What is offered now counts as sent, so that a third is not offered beside it.
            sent[reminder.address].append(now)
        items.append(item)
    return items


def _item(
    reminder: Reminder, user: User, now: datetime.datetime, sent: list[datetime.datetime]
) -> WhatsAppItem:
    text, zone = whatsapp_text(reminder, user.name, now), reminder.region.time_zone
    if next_slot(now, zone, sent) == now:
        return WhatsAppItem(reminder=reminder, text=text, url=whatsapp_url(reminder.address, text))
    is_quiet = next_allowed(now, zone) != now
    return WhatsAppItem(reminder=reminder, text=text, url="", wait=NIGHT if is_quiet else FULL)


def whatsapp_text(reminder: Reminder, sender: str, now: datetime.datetime) -> str:
    """Greeting, who writes, what it is about; the body already holds the one link."""
    hello = greeting(now, reminder.region.time_zone)
    who = f"Ini {one_line(sender)} dari {settings.OFFICE_NAME}."
    return f"{hello} {reminder.recipient_name}. {who} {reminder.body}"


def whatsapp_url(phone: str, text: str) -> str:
    """The click-to-chat address: digits that begin with 62, and the text in percent-encoding."""
    digits = whatsapp_digits(phone)
    return f"https://wa.me/{digits}?text={quote(text, safe='')}" if digits else ""
