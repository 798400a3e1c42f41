"""Sending by hand: who holds which reminder, and what came of it.

A claim is a tap without an answer. The database allows one for each reminder and one for each
officer, so two officers at once never get the same row.
"""

import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from ikm.enums import PhoneProblem
from ikm.services import phones
from reports.enums import DropReason, TapAnswer
from reports.models import Reminder, Tap
from reports.selectors.due import local_day
from reports.selectors.whatsapp.queue import free_for
from reports.services import reminder_queue, reminders
from reports.services.whatsapp import opt_outs

# A claim ends by itself, so that a lost telephone holds nothing back.
HOLD = datetime.timedelta(minutes=10)
# Once WhatsApp was opened the message may be on its way.
HOLD_OPENED = datetime.timedelta(minutes=30)
PROBLEMS = {TapAnswer.WRONG: PhoneProblem.WRONG, TapAnswer.NONE: PhoneProblem.NO_WHATSAPP}


class TapClosedError(Exception):
    """The claim ran out, or the reminder left or was taken back meanwhile."""


class TapRefusedError(Exception):
    """The answer can't be followed; its text says what to do."""


@transaction.atomic
def claim(*, by: User, now: datetime.datetime) -> Tap | None:
    """Gives the officer the next reminder to send; the one in hand as long as it is open.

    Returns None when nothing waits that nobody else holds.
    """
    release_stale(now=now)
    held = Tap.objects.filter(by=by, answer="").select_related("reminder").first()
    if held:
        return held
    for pk in free_for(by, now).values_list("pk", flat=True)[:20]:
        if tap := _take(pk, by, now):
            return tap
    return None


def _take(pk: int, by: User, now: datetime.datetime) -> Tap | None:
    """None when somebody else, or the portal, has it by now."""
    rows = Reminder.objects.whatsapp_queue().select_for_update(skip_locked=True)
    reminder = rows.filter(pk=pk).first()
    if reminder is None:
        return None
    try:
        with transaction.atomic():
            return Tap.objects.create(reminder=reminder, by=by, shown_at=now)
    except IntegrityError:
        return None


@transaction.atomic
def release_stale(*, now: datetime.datetime) -> int:
    """Ends claims that nobody answered in time, or whose reminder is gone; returns how many."""
    late = Q(opened_at=None, shown_at__lt=now - HOLD) | Q(opened_at__lt=now - HOLD_OPENED)
    gone = ~Q(reminder__in=Reminder.objects.whatsapp_queue().order_by())
    open_taps = Tap.objects.filter(answer="").filter(late | gone)
    return open_taps.update(answer=TapAnswer.EXPIRED, answered_at=now)


def note_opened(*, tap: Tap, now: datetime.datetime) -> None:
    """The browser opened WhatsApp with it."""
    Tap.objects.filter(pk=tap.pk, answer="").update(opened_at=now)


@transaction.atomic
def answer(*, tap: Tap, answer: TapAnswer, by: User) -> None:
    """Keeps what came of it and does what follows.

    Raises:
        TapClosedError: when it is open no longer.
        TapRefusedError: when it can't wait until tomorrow.
    """
    now = timezone.now()
    if not Tap.objects.filter(pk=tap.pk, by=by, answer="").update(answer=answer, answered_at=now):
        raise TapClosedError
    try:
        _follow(tap.reminder, answer, by, now)
    except (reminders.ReminderMovedError, opt_outs.OptOutRefusedError) as error:
        raise TapClosedError from error
    except reminder_queue.ReminderDayError as error:
        raise TapRefusedError(str(error)) from error


def _follow(reminder: Reminder, answer: TapAnswer, by: User, now: datetime.datetime) -> None:
    match answer:
        case TapAnswer.SENT:
            reminders.mark_sent(reminder=reminder, by=by)
            phones.note_reached(phone=reminder.address, by=by)
        case TapAnswer.WRONG | TapAnswer.NONE:
            reminders.cancel(reminder=reminder, by=by, reason=DropReason.NUMBER)
            phones.note_unreachable(phone=reminder.address, problem=PROBLEMS[answer], by=by)
        case TapAnswer.LATER:
            tomorrow = local_day(now, reminder.region.time_zone) + datetime.timedelta(days=1)
            reminder_queue.put_off(reminder=reminder, day=tomorrow, by=by)
        case TapAnswer.STOP:
            opt_outs.note_for(reminder=reminder, by=by)


@transaction.atomic
def number_is_right(*, tap: Tap, by: User) -> None:
    """Takes back that nobody is reached at the number."""
    phones.note_reached(phone=tap.reminder.address, by=by)
