"""Several reminders to one person at once are one message, and share its fate."""

import email.policy
import threading
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from pytest_django import Settings

from accounts.models import User
from halalportal.outbox.models import Entry
from reports.enums import Channel, ReminderStatus
from reports.invariants import carried_to_somebody_else
from reports.models import Reminder
from reports.services import delivery, reminders
from reports.tasks import send_reminder
from tests import factories
from tests.reports.conftest import Mailbox, use_smtp

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules")]

NOON = datetime(2026, 9, 7, 4, 0, tzinfo=UTC)


def make_reminder(subject: str, **fields: object) -> Reminder:
    reminder = Reminder.objects.create(
        **{
            "key": f"offer-unanswered:{Reminder.objects.count()}",
            "rule_id": "offer-unanswered",
            "region": factories.make_region(factories.EAST_KUTAI),
            "recipient_name": "Ibu Rekaan",
            "channel": Channel.EMAIL,
            "address": "ibu@contoh.id",
            "subject": subject,
            "body": f"Isi {subject}.",
            "due_on": date(2026, 9, 7),
            "expires_on": date(2026, 9, 20),
        }
        | fields
    )
    reminders.schedule(reminder, NOON)
    return reminder


def send_all(at: datetime = NOON) -> None:
    with time_machine.travel(at, tick=False):
        for pk in Entry.objects.waiting().order_by("pk").values_list("pk", flat=True):
            send_reminder.run(pk)


def test_the_most_urgent_comes_first(mail_server: Mailbox) -> None:
    later = make_reminder("Nanti")
    urgent = make_reminder("Besok", expires_on=date(2026, 9, 8))
    send_all()

    [letter] = mail_server.letters
    parsed = email.message_from_bytes(letter, policy=email.policy.default)
    text = parsed.get_content()
    assert parsed["Subject"] == "2 pengingat: Besok"
    assert "Ada 2 hal untuk Anda." in text
    assert text.index("1. Besok") < text.index("2. Nanti")
    for row in (later, urgent):
        row.refresh_from_db()
        assert (row.status, row.sent_at) == (ReminderStatus.SENT, NOON)
    assert (later.lead, urgent.lead) == (None, later)
    assert list(carried_to_somebody_else()) == []
    Reminder.objects.filter(pk=later.pk).update(address="lain@contoh.id")
    assert list(carried_to_somebody_else()) == [
        f"reminder {urgent.pk} left in the message of somebody else"
    ]


@pytest.mark.parametrize(
    "other",
    [
        {"address": "lain@contoh.id"},
        {"recipient_name": "Orang Lain"},  # one address of an office, two people
        {"channel": Channel.WHATSAPP},
        {"leaves_on": date(2026, 9, 9)},
        {"expires_on": date(2026, 9, 6)},
        {"status": ReminderStatus.CANCELLED},
    ],
)
def test_what_does_not_belong_stays_out(mail_server: Mailbox, other: dict[str, object]) -> None:
    first = make_reminder("Satu")
    make_reminder("Dua", **other)
    with time_machine.travel(NOON, tick=False):
        delivery.send(reminder_id=first.pk)

    [letter] = mail_server.letters
    assert b"Dua" not in letter


def test_it_counts_as_one_of_two_a_day(mail_server: Mailbox) -> None:
    for subject in ("Satu", "Dua", "Tiga"):
        make_reminder(subject)
    send_all()
    make_reminder("Empat")
    send_all(NOON + timedelta(hours=1))
    make_reminder("Lima")
    send_all(NOON + timedelta(hours=2))

    assert len(mail_server.letters) == 2
    assert Reminder.objects.get(subject="Lima").status == ReminderStatus.QUEUED


def test_a_server_that_is_away_parts_them_again(mail_server: Mailbox, settings: Settings) -> None:
    open_port = settings.MAILERS["default"]["OPTIONS"]["port"]
    rows = [make_reminder(subject) for subject in ("Satu", "Dua")]
    use_smtp(settings, 1)
    with time_machine.travel(NOON, tick=False):
        delivery.send(reminder_id=rows[0].pk)
    for row in rows:
        row.refresh_from_db()
        assert (row.status, row.lead, row.taken_at) == (ReminderStatus.QUEUED, None, None)

    use_smtp(settings, open_port)
    send_all(NOON + timedelta(hours=1))
    assert len(mail_server.letters) == 1


def test_a_dead_worker_leaves_both_to_a_person(
    mail_server: Mailbox, monkeypatch: pytest.MonkeyPatch, officer: User
) -> None:
    rows = [make_reminder(subject) for subject in ("Satu", "Dua")]

    def die(*args: object) -> None:
        raise SystemExit

    with time_machine.travel(NOON, tick=False), monkeypatch.context() as patch:
        patch.setattr(delivery, "_note_sent", die)
        with pytest.raises(SystemExit):
            delivery.send(reminder_id=rows[0].pk)
    with time_machine.travel(NOON + timedelta(minutes=5), tick=False):
        # The one that was carried along does not know of the death; its lead does.
        delivery.send(reminder_id=rows[1].pk)
        assert Reminder.objects.uncertain().count() == 0
        delivery.send(reminder_id=rows[0].pk)
        assert set(Reminder.objects.uncertain()) == set(rows)
        reminders.mark_sent(reminder=rows[0], by=officer)
        reminders.send_again(reminder=rows[1], by=officer)
    send_all(NOON + timedelta(minutes=10))

    assert len(mail_server.letters) == 2
    assert b"Satu" not in mail_server.letters[1]
    rows[1].refresh_from_db()
    assert (rows[1].status, rows[1].lead) == (ReminderStatus.SENT, None)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_one_message(mail_server: Mailbox) -> None:
    rows = [make_reminder(subject) for subject in ("Satu", "Dua", "Tiga")]
    barrier = threading.Barrier(3)

    def deliver(pk: int) -> None:
        barrier.wait()
        delivery.send(reminder_id=pk)
        connection.close()

    threads = [threading.Thread(target=deliver, args=[row.pk]) for row in rows]
    with time_machine.travel(NOON):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert len(mail_server.letters) == 1
    assert {row.status for row in Reminder.objects.all()} == {ReminderStatus.SENT}
