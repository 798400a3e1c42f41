"""What WhatsApp says of a message: it only ever gets further, however often it is told."""

import datetime

from django.db import transaction

from halalportal.audit.services import record
from ikm.services import phones
from reports.channels.webhook import MessageStatus
from reports.enums import Channel, DeliveryState, ReminderStatus
from reports.models import Reminder, WhatsAppMessage
from reports.services.whatsapp import by_hand

_ORDER = [
    DeliveryState.SENDING,
    DeliveryState.FAILED,
    DeliveryState.SENT,
    DeliveryState.DELIVERED,
    DeliveryState.READ,
]
_OPEN = (ReminderStatus.SENDING, ReminderStatus.UNCERTAIN, ReminderStatus.QUEUED)


@transaction.atomic
def note(*, status: MessageStatus, now: datetime.datetime) -> bool:
    """Keeps what was said and returns whether it said anything new.

    Notifications come twice, late and in any order: a message that was read stays read. What was
    told of an unknown message is ignored.
    """
    message = _message(status)
    if message is None:
        return False
    message.told_at = now
    message.message_id = status.message_id
    is_new = _is_further(message.state, status.state)
    if is_new:
        message.state = status.state
        message.error_code = status.error_code if status.state == DeliveryState.FAILED else None
    _note_moments(message, status)
    message.save()
    if is_new:
        _carry_over(message, status)
    return is_new


def _message(status: MessageStatus) -> WhatsAppMessage | None:
    """By the service's id, else by what the portal gave along and nobody answered to yet."""
    rows = WhatsAppMessage.objects.select_for_update()
    found = rows.filter(message_id=status.message_id).first()
    if found is None and status.try_id.isascii() and status.try_id.isdigit():
        found = rows.filter(pk=int(status.try_id[:18]), message_id="").first()
    return found


def _is_further(old: str, new: DeliveryState) -> bool:
    if new == DeliveryState.FAILED:
        # What arrived on one telephone may fail on another; it arrived.
        return old in (DeliveryState.SENDING, DeliveryState.SENT)
    return _ORDER.index(new) > _ORDER.index(DeliveryState(old))


def _note_moments(message: WhatsAppMessage, status: MessageStatus) -> None:
    if status.state in (DeliveryState.DELIVERED, DeliveryState.READ):
        message.delivered_at = min(message.delivered_at or status.at, status.at)
    if status.state == DeliveryState.READ:
        message.read_at = message.read_at or status.at


def _carry_over(message: WhatsAppMessage, status: MessageStatus) -> None:
    """What it means for the reminder."""
    if status.state == DeliveryState.FAILED:
        by_hand.take_over(reminder_id=message.reminder_id, error_code=status.error_code)
        return
    reminder = Reminder.objects.select_for_update(of=("self",)).get(pk=message.reminder_id)
    if status.state in (DeliveryState.DELIVERED, DeliveryState.READ):
        phones.note_reached(phone=reminder.address)
    if reminder.status in _OPEN:
        reminder.status, reminder.sent_at = ReminderStatus.SENT, status.at
        reminder.channel = Channel.CLOUD
        reminder.save(update_fields=["status", "sent_at", "channel"])
        record(action="reminder.sent", subject=reminder, by=None, channel=reminder.channel)
