"""Sending by hand: what came of a message, and what follows."""

import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from ikm.enums import PhoneProblem
from ikm.services import phones
from reports.enums import DropReason, TapAnswer
from reports.models import Reminder, Tap
from reports.selectors.due import local_day
from reports.selectors.whatsapp.tapping import in_message
from reports.services import reminder_queue, reminders
from reports.services.whatsapp import opt_outs

PROBLEMS = {TapAnswer.WRONG: PhoneProblem.WRONG, TapAnswer.NONE: PhoneProblem.NO_WHATSAPP}


class TapClosedError(Exception):
    """The claim ran out, or the reminder left or was taken back meanwhile."""


class TapRefusedError(Exception):
    """The answer can't be followed; its text says what to do."""


@transaction.atomic
def answer(*, tap: Tap, answer: TapAnswer, by: User) -> None:
    """Keeps what came of the message and does what follows, for each reminder in it.

    Raises:
        TapClosedError: when it is open no longer.
        TapRefusedError: when part of it can't wait until tomorrow.
    """
    now = timezone.now()
    lead = Tap.objects.select_for_update().filter(pk=tap.pk, by=by, answer="", lead=None).first()
    taps = in_message(lead) if lead else []
    if lead is None or not taps:
        raise TapClosedError
    message = Tap.objects.filter(pk__in=[each.pk for each in taps])
    message.update(answer=answer, answered_at=now)
    # What was cancelled meanwhile is in nobody's hands any more.
    rest = Tap.objects.filter(pk=lead.pk) | lead.carried.all()
    rest.filter(answer="").update(answer=TapAnswer.EXPIRED, answered_at=now)
    try:
        _follow([each.reminder for each in taps], answer, by, now)
    except (reminders.ReminderMovedError, opt_outs.OptOutRefusedError) as error:
        raise TapClosedError from error
    except reminder_queue.ReminderDayError as error:
        raise TapRefusedError(str(error)) from error


def _follow(message: list[Reminder], answer: TapAnswer, by: User, now: datetime.datetime) -> None:
    match answer:
        case TapAnswer.SENT:
            _note_sent(message, by)
        case TapAnswer.WRONG | TapAnswer.NONE:
            _note_unreachable(message, PROBLEMS[answer], by)
        case TapAnswer.LATER:
            _put_off(message, by, now)
        case TapAnswer.STOP:
            opt_outs.note_for(reminder=message[0], by=by)


def _note_sent(message: list[Reminder], by: User) -> None:
    first, *carried = [reminders.mark_sent(reminder=each, by=by) for each in message]
    Reminder.objects.filter(pk__in=[each.pk for each in carried]).update(lead=first)
    phones.note_reached(phone=first.address, by=by)


def _note_unreachable(message: list[Reminder], problem: PhoneProblem, by: User) -> None:
    for each in message:
        reminders.cancel(reminder=each, by=by, reason=DropReason.NUMBER)
    phones.note_unreachable(phone=message[0].address, problem=problem, by=by)


def _put_off(message: list[Reminder], by: User, now: datetime.datetime) -> None:
    for each in message:
        tomorrow = local_day(now, each.region.time_zone) + datetime.timedelta(days=1)
        reminder_queue.put_off(reminder=each, day=tomorrow, by=by)


@transaction.atomic
def number_is_right(*, tap: Tap, by: User) -> None:
    """Takes back that nobody is reached at the number."""
    phones.note_reached(phone=tap.reminder.address, by=by)
