"""Who holds which message to be sent by hand.

A claim is a tap without an answer. What waits for one number is one message: its first reminder
has the leading tap, the others are carried. The database allows one claim for each reminder and
one message for each officer, and one officer at a time is given what is for one number.
"""

import datetime

from django.db import IntegrityError, connection, transaction
from django.db.models import Q

from accounts.models import User
from reports.enums import TapAnswer
from reports.models import Reminder, Tap
from reports.selectors.whatsapp.queue import free_for

# A claim ends by itself, so that a lost telephone holds nothing back.
HOLD = datetime.timedelta(minutes=10)
# Once WhatsApp was opened the message may be on its way.
HOLD_OPENED = datetime.timedelta(minutes=30)
_LOOKED_AT = 200


@transaction.atomic
def claim(*, by: User, now: datetime.datetime) -> Tap | None:
    """Gives the officer the next message to send; the one in hand as long as it is open.

    Returns None when nothing waits that nobody else holds.
    """
    release_stale(now=now)
    held = Tap.objects.filter(by=by, answer="", lead=None).select_related("reminder").first()
    if held:
        return held
    waiting = free_for(by, now).values_list("address", flat=True)[:_LOOKED_AT]
    for address in dict.fromkeys(waiting):
        if _lock(address) and (tap := _take(address, by, now)):
            return tap
    return None


def _lock(address: str) -> bool:
    """False while another officer is just being given what is for this number.

    Row locks would not do: what falls due in that very moment has no tap yet.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 7))", [address])
        row = cursor.fetchone()
    return bool(row and row[0])


def _take(address: str, by: User, now: datetime.datetime) -> Tap | None:
    """Takes all for this number; None when somebody else, or the portal, has it by now."""
    wanted = list(free_for(by, now).filter(address=address).values_list("pk", flat=True))
    rows = Reminder.objects.whatsapp_queue().select_for_update(skip_locked=True)
    locked = {row.pk: row for row in rows.filter(pk__in=wanted)}
    message = [locked[pk] for pk in wanted if pk in locked]
    if not message:
        return None
    try:
        with transaction.atomic():
            lead = Tap.objects.create(reminder=message[0], by=by, shown_at=now)
            Tap.objects.bulk_create(
                Tap(reminder=row, by=by, lead=lead, shown_at=now) for row in message[1:]
            )
    except IntegrityError:
        return None
    return lead


@transaction.atomic
def release_stale(*, now: datetime.datetime) -> int:
    """Ends claims that nobody answered in time, or whose reminder is gone; returns how many.

    A message is held until all of it is gone: the rest may be on its way to the reader.
    """
    open_taps = Tap.objects.filter(answer="").order_by()
    waits = Q(reminder__in=Reminder.objects.whatsapp_queue().order_by())
    carries = Q(pk__in=open_taps.filter(waits, lead__isnull=False).values("lead"))
    late = Q(opened_at=None, shown_at__lt=now - HOLD) | Q(opened_at__lt=now - HOLD_OPENED)
    over = open_taps.filter(late | ~(waits | carries), lead=None)
    leads = list(over.values_list("pk", flat=True))
    ended = Q(pk__in=leads) | Q(lead__in=leads) | (~waits & Q(lead__isnull=False))
    return open_taps.filter(ended).update(answer=TapAnswer.EXPIRED, answered_at=now)


@transaction.atomic
def note_opened(*, tap: Tap, now: datetime.datetime) -> None:
    """The browser opened WhatsApp with it."""
    message = Tap.objects.filter(Q(pk=tap.pk) | Q(lead=tap), answer="")
    message.update(opened_at=now)


def let_go(*, reminder: Reminder, now: datetime.datetime) -> None:
    """Takes it out of the message in hand; the first one ends the whole message.

    Once WhatsApp was opened it stays: it may have been sent, and the answer will say so.
    """
    held = Q(reminder=reminder) | Q(lead__reminder=reminder, lead__answer="")
    open_taps = Tap.objects.filter(held, answer="", opened_at=None)
    taken = list(open_taps.values_list("pk", flat=True))
    Tap.objects.filter(pk__in=taken, answer="").update(answer=TapAnswer.EXPIRED, answered_at=now)
