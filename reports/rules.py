"""Who may do what with reminders and summaries."""

from accounts.enums import OFFICERS, READERS, Role
from accounts.models import Organisation, User
from certification.models import Application
from reports.enums import Channel, ReminderStatus
from reports.models import Reminder

DIGEST = "escalation-digest"


def can_handle_reminder(user: User, reminder: Reminder) -> bool:
    """Officers act on the reminders of their own region, an LP3H on those of its cases."""
    if user.role == Role.LP3H_COORDINATOR and reminder.application:
        return reminder.application.organisation_id == user.scope.organisation_id
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


def can_change_reminder(user: User, reminder: Reminder) -> bool:
    """Its words and its day, as long as it has not left; a digest is written anew each day."""
    is_waiting = reminder.status == ReminderStatus.QUEUED
    return is_waiting and reminder.rule_id != DIGEST and can_handle_reminder(user, reminder)


def can_remind(user: User, application: Application) -> bool:
    """Who may write a reminder about a case: its officers and its LP3H."""
    if user.role == Role.LP3H_COORDINATOR:
        return application.organisation_id == user.scope.organisation_id
    return user.role in OFFICERS and user.scope.covers(application.regency_id)


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
