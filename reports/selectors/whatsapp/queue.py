"""Which reminders an officer may be shown next, and how far the officer is today.

What waits for one number is one message, however many reminders it holds.
"""

import datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from reports.enums import TapAnswer
from reports.models import Reminder, Tap
from reports.models.reminder import ReminderQuerySet

# After these the reminder still waits.
UNDONE = (TapAnswer.SKIPPED, TapAnswer.EXPIRED)


def sendable_by(user: User, now: datetime.datetime) -> ReminderQuerySet:
    """What the officer has to send by hand and nobody put off."""
    waiting = Reminder.objects.visible_to(user).whatsapp_queue()
    return waiting.filter(Q(leaves_on=None) | Q(leaves_on__lte=timezone.localdate(now)))


def free_for(user: User, now: datetime.datetime) -> ReminderQuerySet:
    """What is for nobody whom another officer is writing to, in the order in which it is shown.

    Skipped ones come last.
    """
    skips = Count("taps", filter=Q(taps__answer=TapAnswer.SKIPPED))
    free = sendable_by(user, now).exclude(address__in=_held_by_others(user))
    return free.alias(skips=skips).order_by("skips", "due_on", "pk")


def to_send(user: User, now: datetime.datetime) -> int:
    """How many messages the officer has to send, whoever holds them."""
    return _messages(sendable_by(user, now))


def free_messages(user: User, now: datetime.datetime) -> int:
    """How many messages no other officer has in hand."""
    return _messages(sendable_by(user, now).exclude(address__in=_held_by_others(user)))


def held_by_others(user: User, now: datetime.datetime) -> int:
    """How many messages another officer has in hand."""
    return _messages(sendable_by(user, now).filter(address__in=_held_by_others(user)))


def done_on(user: User, day: datetime.date) -> int:
    """How many messages the officer is done with on a day."""
    answered = Tap.objects.filter(by=user, lead=None, answered_at__date=day)
    done = answered.exclude(answer__in=["", *UNDONE])
    return done.order_by().values("reminder").distinct().count()


def _messages(reminders: ReminderQuerySet) -> int:
    return reminders.order_by().values("address").distinct().count()


def _held_by_others(user: User) -> QuerySet[Tap, str]:
    open_taps = Tap.objects.filter(answer="").exclude(by=user)
    return open_taps.order_by().values_list("reminder__address", flat=True)
