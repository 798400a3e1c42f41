"""What Celery does for reports: reminders, and documents made as jobs."""

from celery import shared_task
from django.utils import timezone

from halalportal.outbox.tasks import outbox_task
from reports.services import delivery, reminders


@shared_task
def queue_due_reminders() -> None:
    """Beat calls it each minute; missing a week of minutes loses nothing."""
    now = timezone.now()
    reminders.drop_outdated(now=now)
    reminders.queue_due(now=now)


@outbox_task
def send_reminder(reminder_id: int) -> None:
    """Sends one e-mail reminder, at most once."""
    delivery.send(reminder_id=reminder_id)
