"""Reminders that a person writes for chosen applications."""

import uuid
from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from certification.models import Application
from halalportal.audit.services import record
from reports import channels, rules
from reports.channels.wa_me import LONGEST_BODY
from reports.models import Reminder
from reports.selectors.manual_reminders import MANUAL, due_of
from reports.services.reminder_queue import checked_body
from reports.services.reminders import row_of, schedule


@transaction.atomic
def write(
    *, applications: Iterable[Application], text: str, batch: uuid.UUID, by: User
) -> list[Reminder]:
    """Queues one reminder to the owner of each application who can be reached.

    They leave like all others: one by one, by day, and until then they can be changed.

    Args:
        batch: names this act, so that pressing the button twice queues nothing twice.

    Raises:
        PermissionDenied: when one of the applications is not the person's to remind of.
        ReminderTextError: when the text can't be sent so.
    """
    text = checked_body(text, limit=LONGEST_BODY - len(settings.PORTAL_URL) - 40)
    now, rows = timezone.now(), []
    for application in applications:
        if not rules.can_remind(by, application):
            raise PermissionDenied
        due = due_of(application, f"{batch}:{application.pk}", text, now)
        if row := row_of(due):
            rows.append(row)
    known = set(
        Reminder.objects.filter(key__in=[row.key for row in rows]).values_list("key", flat=True)
    )
    new = Reminder.objects.bulk_create([row for row in rows if row.key not in known])
    for reminder in Reminder.objects.filter(pk__in=[row.pk for row in new]).select_related(
        "region", "rule"
    ):
        record(action="reminder.written", subject=reminder, by=by, rule=MANUAL, together=len(new))
        channels.automate(reminder)
        if channels.leaves_by_itself(reminder.channel):
            schedule(reminder, now)
    return new
