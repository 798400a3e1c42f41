"""Who wants no reminders: noted, obeyed everywhere, and taken back with a reason."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.models import User
from halalportal.audit.services import record
from reports import rules
from reports.enums import DropReason, OptOutSource, ReminderStatus
from reports.models import OptOut, Reminder

# What stands as the reason when the person takes it back: nobody else gives one.
OWN_WISH = "Orangnya sendiri meminta diingatkan lagi"


class OptOutRefusedError(Exception):
    """The person may not decide about this one, or it is over already."""


@transaction.atomic
def note(
    *,
    address: str,
    source: OptOutSource,
    reminder: Reminder | None = None,
    by: User | None = None,
) -> OptOut:
    """Keeps the wish; a second one changes nothing. What waits for the address is dropped."""
    found, is_new = OptOut.objects.in_force().get_or_create(
        address=address,
        ended_at=None,
        defaults={
            "source": source,
            "reminder": reminder or _last_sent(address),
            "noted_by": by,
        },
    )
    if is_new:
        record(action="opt_out.noted", subject=found, by=by, source=source)
    drop_unwanted()
    return found


@transaction.atomic
def note_for(*, reminder: Reminder, by: User) -> OptOut:
    """An officer was told so.

    Raises:
        OptOutRefusedError: when the reminder is not the officer's.
    """
    if not rules.can_handle_reminder(by, reminder):
        raise OptOutRefusedError
    return note(address=reminder.address, source=OptOutSource.OFFICER, reminder=reminder, by=by)


@transaction.atomic
def end(*, opt_out: OptOut, reason: str, by: User) -> OptOut:
    """The person wants reminders again, as an officer was told.

    Raises:
        OptOutRefusedError: when it is over already.
    """
    rows = OptOut.objects.visible_to(by).in_force().select_for_update(of=("self",))
    locked = rows.filter(pk=opt_out.pk).first()
    if locked is None:
        raise OptOutRefusedError
    return _end(locked, reason, by)


@transaction.atomic
def end_of(*, address: str) -> None:
    """The person says so: MULAI by WhatsApp, or the link of an e-mail."""
    for row in OptOut.objects.in_force().select_for_update().filter(address=address):
        _end(row, OWN_WISH, None)


def _end(row: OptOut, reason: str, by: User | None) -> OptOut:
    row.ended_at, row.ended_by, row.ended_reason = timezone.now(), by, reason
    row.save(update_fields=["ended_at", "ended_by", "ended_reason"])
    record(action="opt_out.ended", subject=row, by=by)
    return row


def drop_unwanted() -> int:
    """Cancels what waits for people who want none, and returns how many there were."""
    unwanted = OptOut.objects.in_force().filter(address=OuterRef("address")).order_by()
    waiting = Reminder.objects.waiting().filter(Exists(unwanted))
    return waiting.update(status=ReminderStatus.CANCELLED, drop_reason=DropReason.OPTED_OUT)


def _last_sent(address: str) -> Reminder | None:
    sent = Reminder.objects.filter(address=address, status=ReminderStatus.SENT)
    return sent.order_by("-sent_at").first()
