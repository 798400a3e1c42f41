"""The page on which an officer sends one reminder after another."""

import datetime
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from ikm.selectors.phones import unreachable_among
from reports.channels import cloud_errors
from reports.channels.wa_me import joined_text, whatsapp_text, whatsapp_url
from reports.enums import ReminderStatus
from reports.ladder import next_slot
from reports.models import Reminder, Tap, WhatsAppMessage
from reports.quiet_hours import next_allowed
from reports.selectors.sent import sent_by_address
from reports.selectors.whatsapp import queue

NIGHT = "Di sana sekarang malam. Pesan sebaiknya sampai pukul 07.00 sampai 21.00."
LATEST = 10
FULL = "Orang ini sudah menerima dua pesan hari ini. Pesan ini sebaiknya dikirim besok."


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """The message in hand, with what it is about; the first of these is greeted.

    `warning` says why it had better wait, `refusal` why it is here.
    """

    tap: Tap
    reminders: list[Reminder]
    text: str
    url: str
    position: int
    total: int
    warning: str
    refusal: str

    @property
    def first(self) -> Reminder:
        return self.reminders[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Nothing in hand: how many could be, and how many are done today."""

    free: int
    held_by_others: int
    done: int


def turn_of(user: User, now: datetime.datetime) -> Turn | None:
    """The message that the officer holds, ready to send."""
    tap = Tap.objects.filter(by=user, answer="", lead=None).first()
    reminders = [each.reminder for each in in_message(tap)] if tap else []
    if tap is None or not reminders:
        return None
    text = _text(reminders, user, now)
    done = queue.done_on(user, timezone.localdate(now))
    return Turn(
        tap=tap,
        reminders=reminders,
        text=text,
        url=whatsapp_url(reminders[0].address, text),
        position=done + 1,
        total=done + queue.free_messages(user, now),
        warning=_warning(reminders[0], now),
        refusal=_refusal(reminders),
    )


def in_message(tap: Tap) -> list[Tap]:
    """The leading tap and those that it carries, as far as they are open and still wait."""
    message = Tap.objects.filter(Q(pk=tap.pk) | Q(lead=tap), answer="")
    waiting = message.filter(reminder__in=Reminder.objects.whatsapp_queue().order_by())
    related = ("reminder__region", "reminder__rule", "reminder__application")
    return list(waiting.select_related(*related).order_by("pk"))


def waiting_for(user: User, now: datetime.datetime) -> Waiting:
    """What the page says when the officer holds nothing."""
    return Waiting(
        free=queue.free_messages(user, now),
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


def _text(reminders: list[Reminder], user: User, now: datetime.datetime) -> str:
    is_first = _is_first(reminders[0])
    if len(reminders) == 1:
        return whatsapp_text(reminders[0], user.name, now, is_first=is_first)
    return joined_text(reminders, user.name, now, is_first=is_first)


def _is_first(reminder: Reminder) -> bool:
    """Whether nothing reached the number before."""
    sent = Reminder.objects.filter(address=reminder.address, status=ReminderStatus.SENT)
    return not sent.exists()


def _warning(reminder: Reminder, now: datetime.datetime) -> str:
    zone = reminder.region.time_zone
    if next_allowed(now, zone) != now:
        return NIGHT
    sent = sent_by_address([reminder.address], now)[reminder.address]
    return FULL if next_slot(now, zone, sent) != now else ""


def _refusal(reminders: list[Reminder]) -> str:
    tried = WhatsAppMessage.objects.filter(reminder__in=reminders).first()
    return cloud_errors.explain(tried.error_code) if tried else ""
