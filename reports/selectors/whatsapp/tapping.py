"""The page on which an officer sends one reminder after another."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from accounts.models import User
from ikm.selectors.phones import unreachable_among
from reports.channels import cloud_errors
from reports.channels.wa_me import whatsapp_text, whatsapp_url
from reports.enums import ReminderStatus
from reports.ladder import next_slot
from reports.models import Reminder, Tap
from reports.quiet_hours import next_allowed
from reports.selectors.sent import sent_by_address
from reports.selectors.whatsapp import queue

NIGHT = "Di sana sekarang malam. Pesan sebaiknya sampai pukul 07.00 sampai 21.00."
LATEST = 10
FULL = "Orang ini sudah menerima dua pesan hari ini. Pesan ini sebaiknya dikirim besok."


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """The reminder in hand. `warning` says why it had better wait, `refusal` why it is here."""

    tap: Tap
    text: str
    url: str
    position: int
    total: int
    warning: str
    refusal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Nothing in hand: how many could be, and how many are done today."""

    free: int
    held_by_others: int
    done: int


def turn_of(user: User, now: datetime.datetime) -> Turn | None:
    """The reminder that the officer holds, ready to send."""
    open_taps = Tap.objects.filter(by=user, answer="").select_related(
        "reminder__region", "reminder__rule", "reminder__application"
    )
    tap = open_taps.first()
    if tap is None:
        return None
    reminder = tap.reminder
    text = whatsapp_text(reminder, user.name, now, is_first=_is_first(reminder))
    done = queue.done_on(user, timezone.localdate(now))
    return Turn(
        tap=tap,
        text=text,
        url=whatsapp_url(reminder.address, text),
        position=done + 1,
        total=done + queue.free_for(user, now).count(),
        warning=_warning(tap, now),
        refusal=_refusal(tap),
    )


def waiting_for(user: User, now: datetime.datetime) -> Waiting:
    """What the page says when the officer holds nothing."""
    return Waiting(
        free=queue.free_for(user, now).count(),
        held_by_others=queue.held_by_others(user, now),
        done=queue.done_on(user, timezone.localdate(now)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A tap of today; `is_unreachable` while its number counts as wrong."""

    tap: Tap
    is_unreachable: bool


def latest_of(user: User) -> list[Answered]:
    """The officer's last answers, the newest first; two queries."""
    answered = Tap.objects.visible_to(user).filter(by=user).exclude(answer__in=["", *queue.UNDONE])
    taps = list(answered.select_related("reminder__rule").order_by("-answered_at")[:LATEST])
    phones = unreachable_among(tap.reminder.address for tap in taps)
    return [Answered(tap=tap, is_unreachable=tap.reminder.address in phones) for tap in taps]


def _is_first(reminder: Reminder) -> bool:
    """Whether nothing reached the number before."""
    sent = Reminder.objects.filter(address=reminder.address, status=ReminderStatus.SENT)
    return not sent.exists()


def _warning(tap: Tap, now: datetime.datetime) -> str:
    reminder = tap.reminder
    zone = reminder.region.time_zone
    if next_allowed(now, zone) != now:
        return NIGHT
    sent = sent_by_address([reminder.address], now)[reminder.address]
    return FULL if next_slot(now, zone, sent) != now else ""


def _refusal(tap: Tap) -> str:
    tried = tap.reminder.whatsapp_messages.first()
    return cloud_errors.explain(tried.error_code) if tried else ""
