"""Who may do what with reminders and summaries."""

from accounts.enums import OFFICERS, READERS
from accounts.models import Organisation, User
from reports.enums import Channel, ReminderStatus
from reports.models import Reminder


def can_handle_reminder(user: User, reminder: Reminder) -> bool:
    """Officers act on the reminders of their own region."""
    return user.role in OFFICERS and user.scope.covers(reminder.region_id)


def can_mark_sent(user: User, reminder: Reminder) -> bool:
    """A WhatsApp message that waits, or an e-mail of which nobody knows whether it left."""
    by_hand = reminder.channel == Channel.WHATSAPP and reminder.status == ReminderStatus.QUEUED
    is_open = by_hand or reminder.status == ReminderStatus.UNCERTAIN
    return is_open and can_handle_reminder(user, reminder)


def can_cancel_reminder(user: User, reminder: Reminder) -> bool:
    """What has not left yet, or may not have left."""
    is_open = reminder.status in (ReminderStatus.QUEUED, ReminderStatus.UNCERTAIN)
    return is_open and can_handle_reminder(user, reminder)


def can_send_again(user: User, reminder: Reminder) -> bool:
    """An e-mail that a person decided did not arrive."""
    is_open = reminder.status == ReminderStatus.UNCERTAIN
    return is_open and can_handle_reminder(user, reminder)


def can_see_summary(user: User) -> bool:
    """Officers, heads and auditors; an LP3H sees its own quota with the programme."""
    return user.role in READERS


def can_write_letters(user: User, office: Organisation) -> bool:
    """Officers write for the office of their own region; a province not for its kab/kota."""
    return user.role in OFFICERS and user.scope.region_code == office.region_id
