"""The WhatsApp queue: each reminder with its ready text and its wa.me link."""

import datetime
from dataclasses import dataclass

from accounts.models import User
from reports.channels.wa_me import whatsapp_text, whatsapp_url
from reports.ladder import next_slot
from reports.models import Reminder
from reports.quiet_hours import next_allowed
from reports.selectors.sent import sent_by_address

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
