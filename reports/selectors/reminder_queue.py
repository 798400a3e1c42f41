"""The queue of reminders as a page shows it: what leaves when, and what was done with one."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from halalportal.audit.models import AuditEntry
from halalportal.lib.formats import clock, day_and_date
from reports import channels
from reports.enums import ReminderStatus
from reports.models import Reminder, WhatsAppMessage
from reports.quiet_hours import QUIET_UNTIL, next_allowed
from reports.selectors.due import local_day
from reports.selectors.whatsapp.results import states_of

ACTS = {
    "reminder.edited": "Teks diubah",
    "reminder.put_off": "Ditunda",
    "reminder.cancelled": "Dibatalkan",
    "reminder.sent": "Terkirim",
    "reminder.sent_again": "Dikirim lagi",
    "reminder.written": "Ditulis petugas",
    "reminder.by_hand": "Dialihkan ke petugas",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row; `leaves` says in words when it leaves, "" when it does no more.

    `told` is what WhatsApp's service last said of it.
    """

    reminder: Reminder
    leaves: str
    told: WhatsAppMessage | None


@dataclass(frozen=True, slots=True)
class Act:
    """What happened to a reminder; `by` is "" for the portal itself."""

    label: str
    at: datetime.datetime
    by: str


def lines_of(reminders: Iterable[Reminder], now: datetime.datetime) -> list[Line]:
    """The rows with the moment at which each leaves; `region` is loaded. One query."""
    shown = list(reminders)
    told = states_of(shown)
    return [
        Line(reminder, leaves_in_words(reminder, now), told.get(reminder.pk)) for reminder in shown
    ]


def leaves_in_words(reminder: Reminder, now: datetime.datetime) -> str:
    """When a waiting reminder leaves, in its reader's zone."""
    if reminder.status != ReminderStatus.QUEUED:
        return ""
    zone = reminder.region.time_zone
    slot = _slot(reminder, now)
    by_hand = not channels.leaves_by_itself(reminder.channel)
    if slot == now:
        return "menunggu petugas" if by_hand else "sebentar lagi"
    day = local_day(slot, zone)
    words = f"{day_and_date(day)} pukul {clock(slot, zone)}"
    return f"petugas, mulai {words}" if by_hand else words


def history_of(reminder: Reminder) -> list[Act]:
    """What was done with it, the newest first; one query."""
    rows = AuditEntry.objects.about(reminder).select_related("actor")
    return [
        Act(ACTS.get(row.action, row.action), row.at, row.actor.name if row.actor else "")
        for row in rows
    ]


def _slot(reminder: Reminder, now: datetime.datetime) -> datetime.datetime:
    zone, day = reminder.region.time_zone, reminder.leaves_on
    if day and local_day(now, zone) < day:
        return datetime.datetime.combine(day, QUIET_UNTIL, ZoneInfo(zone))
    return next_allowed(now, zone)
