"""What the service will not take goes to a person, who sends it by hand."""

from django.db import transaction

from halalportal.audit.services import record
from reports.channels.cloud_errors import OPTED_OUT
from reports.enums import Channel, OptOutSource, ReminderStatus
from reports.models import Reminder
from reports.services.whatsapp import opt_outs


@transaction.atomic
def take_over(*, reminder_id: int, error_code: int | None) -> None:
    """Puts a refused reminder into the queue of taps, or drops it when nobody wants it."""
    reminder = Reminder.objects.select_for_update().get(pk=reminder_id)
    if reminder.channel != Channel.CLOUD or reminder.status == ReminderStatus.CANCELLED:
        return
    reminder.channel, reminder.status = Channel.WHATSAPP, ReminderStatus.QUEUED
    reminder.sent_at = reminder.taken_at = None
    reminder.save(update_fields=["channel", "status", "sent_at", "taken_at"])
    record(action="reminder.by_hand", subject=reminder, by=None, code=error_code)
    if error_code == OPTED_OUT:
        opt_outs.note(address=reminder.address, source=OptOutSource.MESSAGE, reminder=reminder)
