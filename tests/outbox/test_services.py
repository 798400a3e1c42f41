"""The outbox: wishes are rows, claims are exclusive, lost work comes back."""

import datetime
import threading

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from halalportal.outbox import services
from halalportal.outbox.models import Entry

pytestmark = pytest.mark.django_db
TASK = "reports.tasks.send_reminder"


def test_the_same_wish_is_kept_once() -> None:
    first = services.enqueue(TASK, key="reminder:1", reminder_id=1)
    second = services.enqueue(TASK, key="reminder:1", reminder_id=1)
    assert first.pk == second.pk
    assert Entry.objects.get().payload == {"reminder_id": 1}


def test_a_wish_vanishes_with_its_transaction() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        services.enqueue(TASK, key="reminder:1")
        raise RuntimeError
    assert not Entry.objects.exists()


def test_a_claimed_entry_is_not_claimed_twice() -> None:
    entry = services.enqueue(TASK, key="a")
    assert services.claim(entry.pk)
    assert services.claim(entry.pk) is None


def test_an_expired_claim_is_free_again() -> None:
    entry = services.enqueue(TASK, key="a")
    services.claim(entry.pk)
    past = timezone.now() - datetime.timedelta(seconds=1)
    Entry.objects.update(lease_until=past)
    again = services.claim(entry.pk)
    assert again
    assert again.attempts == 2


def test_a_worker_that_lost_its_claim_can_not_finish() -> None:
    entry = services.enqueue(TASK, key="a")
    slow = services.claim(entry.pk)
    assert slow
    Entry.objects.update(lease_until=timezone.now() - datetime.timedelta(seconds=1))
    assert services.claim(entry.pk)
    services.finish(slow)
    entry.refresh_from_db()
    assert entry.done_at is None


def test_done_work_is_never_claimed() -> None:
    entry = services.claim(services.enqueue(TASK, key="a").pk)
    assert entry
    services.finish(entry)
    assert services.claim(entry.pk) is None
    assert not Entry.objects.due(timezone.now()).exists()


def test_failed_work_pauses_longer_each_time() -> None:
    entry = services.claim(services.enqueue(TASK, key="a").pk)
    assert entry
    services.give_back(entry, "no")
    now = timezone.now()
    assert not Entry.objects.due(now).exists()
    assert Entry.objects.due(now + datetime.timedelta(seconds=11)).exists()


def test_poison_is_parked_after_the_last_try() -> None:
    entry = services.enqueue(TASK, key="a")
    Entry.objects.update(attempts=services.MAX_ATTEMPTS)
    assert services.hand_over(now=timezone.now()) == 0
    entry.refresh_from_db()
    assert entry.parked_at
    assert services.claim(entry.pk) is None


def test_work_that_failed_for_the_last_time_is_parked_at_once() -> None:
    Entry.objects.filter(pk=services.enqueue(TASK, key="a").pk).update(
        attempts=services.MAX_ATTEMPTS - 1
    )
    entry = services.claim(Entry.objects.get().pk)
    assert entry
    services.give_back(entry, "no")
    entry.refresh_from_db()
    assert entry.parked_at
    assert entry.error == "no"


def test_an_entry_on_its_way_is_not_sent_again() -> None:
    services.enqueue(TASK, key="a", queue="unread")
    assert services.hand_over() == 1
    assert services.hand_over() == 0
    later = timezone.now() + services.DELIVERY_LEASE + datetime.timedelta(seconds=1)
    assert services.hand_over(now=later) == 1


def test_writing_a_wish_never_talks_to_the_broker() -> None:
    from halalportal.celery import app

    kept = app.conf.broker_url
    app.conf.broker_url = "redis://127.0.0.1:1/0"  # nobody listens there
    try:
        services.enqueue(TASK, key="a")
    finally:
        app.conf.broker_url = kept
    assert Entry.objects.waiting().count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_gets_the_entry() -> None:
    entry = services.enqueue(TASK, key="a")
    barrier = threading.Barrier(8)
    claims: list[Entry | None] = []

    def work() -> None:
        barrier.wait()
        claims.append(services.claim(entry.pk))
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([claim for claim in claims if claim]) == 1


def test_messages_outlive_a_worker_no_longer_than_the_sweeper_needs() -> None:
    visibility = settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]
    assert visibility > settings.CELERY_TASK_TIME_LIMIT
