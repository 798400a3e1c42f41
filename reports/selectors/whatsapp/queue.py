"""Which reminders an officer may be shown next, and how far the officer is today."""

import datetime

from django.db.models import Count, Q
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
    """What no other officer holds, in the order in which it is shown: skipped ones come last."""
    held = Tap.objects.filter(answer="").exclude(by=user).values("reminder")
    skips = Count("taps", filter=Q(taps__answer=TapAnswer.SKIPPED))
    free = sendable_by(user, now).exclude(pk__in=held)
    return free.alias(skips=skips).order_by("skips", "due_on", "pk")


def held_by_others(user: User, now: datetime.datetime) -> int:
    """How many another officer has in hand."""
    taps = Tap.objects.filter(answer="", reminder__in=sendable_by(user, now).order_by())
    return taps.exclude(by=user).count()


def done_on(user: User, day: datetime.date) -> int:
    """How many reminders the officer is done with on a day."""
    answered = Tap.objects.filter(by=user, answered_at__date=day).exclude(answer__in=UNDONE)
    return answered.order_by().values("reminder").distinct().count()
