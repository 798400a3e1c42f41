"""How a reminder reaches its reader. A channel that leaves by itself has a `hand_over`.

`hand_over(reminders, now)` gives one message to the outside, made of one reminder, or of several
to the same person where the channel joins them; the first names the message. It raises
`NotTakenError` when the outside surely did not take it, so that it may be tried again, and
`RefusedError` when it never will; any other error means that nobody knows.
"""

import datetime
from collections.abc import Callable, Sequence

from halalportal.lib.phones import whatsapp_digits
from reports.channels import cloud, email
from reports.enums import Channel
from reports.models import Reminder

HandOver = Callable[[Sequence[Reminder], datetime.datetime], None]
# Several reminders to one person can be one message.
_JOINS = {Channel.EMAIL}
# WhatsApp without a service of its own is tapped by a person (`wa_me`).
_BY_ITSELF: dict[str, HandOver] = {
    Channel.EMAIL: email.hand_over,
    Channel.CLOUD: cloud.hand_over,
}


def reach(email_address: str, phone: str) -> tuple[Channel, str] | None:
    """By which channel and at which address a person is reached; None when by no way."""
    if email_address:
        return Channel.EMAIL, email_address
    if whatsapp_digits(phone):
        return Channel.WHATSAPP, phone
    return None


def leaves_by_itself(channel: str) -> bool:
    """Whether the portal sends it, and not a person's tap."""
    return channel in _BY_ITSELF


def automate(reminder: Reminder) -> None:
    """Gives a saved WhatsApp message to the service where it may send it; its `rule` is loaded."""
    if reminder.channel == Channel.WHATSAPP and cloud.can_carry(reminder):
        reminder.channel = Channel.CLOUD
        reminder.save(update_fields=["channel"])


def joins(channel: str) -> bool:
    """Whether several reminders to one person leave as one message."""
    return channel in _JOINS


def hand_over(reminders: Sequence[Reminder], now: datetime.datetime) -> None:
    """Gives the message of these reminders to the channel of the first.

    Raises:
        NotTakenError: when it was surely not taken.
        RefusedError: when it will never be taken like this.
        Exception: when the answer got lost; it may have been taken.
    """
    _BY_ITSELF[reminders[0].channel](reminders, now)
