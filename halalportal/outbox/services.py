"""Asking for work, handing it to Celery, and marking it done. Every piece of work may run twice."""

import datetime
import logging
import uuid

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from halalportal.celery import app
from halalportal.outbox.models import Entry, Queue

logger = logging.getLogger(__name__)

LEASE = datetime.timedelta(seconds=45)
# How long a message may lie in the broker before the sweeper sends it again.
DELIVERY_LEASE = datetime.timedelta(seconds=60)
MAX_ATTEMPTS = 5


def enqueue(
    task: str,
    *,
    key: str,
    queue: str = Queue.DEFAULT,
    not_before: datetime.datetime | None = None,
    **payload: int | str,
) -> Entry:
    """Writes the wish for a task into the business transaction; it never talks to the broker.

    Args:
        task: the Celery task's name, e.g. `"reports.tasks.send_reminder"`.
        key: names the work; a second wish with the same key changes nothing.
        payload: ids for the task's keyword arguments.
    """
    entry, _ = Entry.objects.get_or_create(
        key=key,
        defaults={
            "task": task,
            "queue": queue,
            "payload": payload,
            "not_before": not_before or timezone.now(),
        },
    )
    return entry


def hand_over(*, now: datetime.datetime | None = None, limit: int = 100) -> int:
    """Sends due entries to Celery and returns how many.

    Work whose message or worker was lost has an expired lease, so it is due again: this is the
    sweeper too. An entry that killed its worker `MAX_ATTEMPTS` times is parked.
    """
    now = now or timezone.now()
    with transaction.atomic():
        entries = list(
            Entry.objects.due(now)
            .select_for_update(skip_locked=True)
            .order_by("not_before")[:limit]
        )
        worn_out = [entry.pk for entry in entries if entry.attempts >= MAX_ATTEMPTS]
        Entry.objects.filter(pk__in=worn_out).update(parked_at=now)
        sent = [entry for entry in entries if entry.pk not in worn_out]
        Entry.objects.filter(pk__in=[entry.pk for entry in sent]).update(
            lease_until=now + DELIVERY_LEASE, holder=None
        )
    for entry in sent:
        app.send_task(entry.task, args=[entry.pk], queue=entry.queue, retry=False)
    return len(sent)


def claim(entry_id: int) -> Entry | None:
    """Takes the entry for this worker, or returns None when it is done, parked or held."""
    now = timezone.now()
    holder = uuid.uuid4()
    free = (
        Entry.objects.waiting()
        .filter(pk=entry_id)
        .exclude(holder__isnull=False, lease_until__gte=now)
    )
    if not free.update(holder=holder, lease_until=now + LEASE, attempts=F("attempts") + 1):
        return None
    return Entry.objects.get(pk=entry_id)


def renew(entry: Entry) -> None:
    """Keeps the claim for another lease; called while the work is going on."""
    Entry.objects.filter(pk=entry.pk, holder=entry.holder).update(
        lease_until=timezone.now() + LEASE
    )


def finish(entry: Entry) -> None:
    """Marks the work done, in the transaction of its effect where that is in the database."""
    Entry.objects.filter(pk=entry.pk, holder=entry.holder).update(
        done_at=timezone.now(), error="", lease_until=None
    )


def give_back(entry: Entry, error: str) -> None:
    """Frees a failed entry for another try with growing pauses: 10 s, 40 s, 90 s, 160 s.

    After `MAX_ATTEMPTS` tries it is parked instead.
    """
    now = timezone.now()
    pause = datetime.timedelta(seconds=10 * entry.attempts**2)
    Entry.objects.filter(pk=entry.pk, holder=entry.holder).update(
        not_before=now + pause,
        parked_at=now if entry.attempts >= MAX_ATTEMPTS else None,
        lease_until=None,
        holder=None,
        error=error[:2000],
    )
