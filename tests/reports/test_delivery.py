"""Each e-mail leaves once: five deliveries at once, the server down, the worker killed."""

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
from reports.models import Reminder
from reports.services import delivery, reminders
from reports.tasks import send_reminder
from tests import factories
from tests.reports.conftest import Mailbox, use_smtp

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("rules")]

NOON = datetime(2026, 9, 7, 4, 0, tzinfo=UTC)  # in Kalimantan Timur


def make_reminder(**fields: object) -> Reminder:
    """A waiting e-mail about a target, with its outbox entry."""
    reminder = Reminder.objects.create(
        **{
            "key": f"offer-unanswered:{Reminder.objects.count()}",
            "rule_id": "offer-unanswered",
            "region": factories.make_region(factories.EAST_KALIMANTAN),
            "recipient_name": "Petugas Uji",
            "channel": Channel.EMAIL,
            "address": "petugas@contoh.id",
            "subject": "Tenggat 14 September 2026",
            "body": "Target jatuh tempo. https://portal.contoh.id/laporan/a/",
            "due_on": date(2026, 9, 7),
            "expires_on": date(2026, 9, 14),
        }
        | fields
    )
    reminders.schedule(reminder, NOON)
    return reminder


def entry_of(reminder: Reminder) -> Entry:
    return Entry.objects.filter(payload={"reminder_id": reminder.pk}).latest("pk")


def test_the_message_is_plain_text_with_a_stable_id(mail_server: Mailbox) -> None:
    reminder = make_reminder()

    with time_machine.travel(NOON, tick=False):
        send_reminder.run(entry_of(reminder).pk)

    letter = email.message_from_bytes(mail_server.letters[0], policy=email.policy.default)
    reminder.refresh_from_db()
    assert reminder.status == ReminderStatus.SENT
    assert reminder.sent_at == NOON
    assert letter["Message-ID"] == f"<pengingat-{reminder.pk}@localhost>"
    assert letter["Subject"] == "Tenggat 14 September 2026"
    assert letter["To"] == "petugas@contoh.id"
    assert letter.get_content_type() == "text/plain"
    assert letter.get_content().startswith("Selamat siang, Petugas Uji.")


@pytest.mark.parametrize("through_outbox", [True, False])
def test_five_deliveries_at_once_send_one_mail(
    mail_server: Mailbox, *, through_outbox: bool
) -> None:
    """By the outbox's claim, and without it by the state of the reminder itself."""
    reminder = make_reminder()
    entry, barrier = entry_of(reminder), threading.Barrier(5)

    def deliver() -> None:
        barrier.wait()
        if through_outbox:
            send_reminder.run(entry.pk)
        else:
            delivery.send(reminder_id=reminder.pk)
        connection.close()

    threads = [threading.Thread(target=deliver) for _ in range(5)]
    with time_machine.travel(NOON):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    reminder.refresh_from_db()
    assert len(mail_server.letters) == 1
    assert reminder.status == ReminderStatus.SENT


def test_a_worker_that_died_while_sending_leaves_it_to_a_person(
    mail_server: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    reminder = make_reminder()

    def die(*args: object) -> None:
        raise SystemExit  # after the server took the mail, before the row says so

    with time_machine.travel(NOON, tick=False), monkeypatch.context() as patch:
        patch.setattr(delivery, "_note_sent", die)
        with pytest.raises(SystemExit):
            delivery.send(reminder_id=reminder.pk)
    with time_machine.travel(NOON + timedelta(minutes=2), tick=False):
        delivery.send(reminder_id=reminder.pk)
        delivery.send(reminder_id=reminder.pk)

    reminder.refresh_from_db()
    assert reminder.status == ReminderStatus.UNCERTAIN
    assert len(mail_server.letters) == 1


def test_an_answer_that_got_lost_leaves_it_to_a_person(mail_server: Mailbox) -> None:
    """The server hangs up after the text; whether it kept the mail, only it knows."""
    reminder = make_reminder()

    async def hang_up(server: object, session: object, envelope: object) -> str:
        mail_server.letters.append(b"kept")
        server.transport.close()  # type: ignore[attr-defined]
        return "250 OK"

    mail_server.handle_DATA = hang_up  # type: ignore[method-assign, assignment]
    with time_machine.travel(NOON):
        delivery.send(reminder_id=reminder.pk)

    reminder.refresh_from_db()
    assert reminder.status == ReminderStatus.UNCERTAIN


def test_server_down_is_tried_again_until_one_mail_arrived(
    settings: Settings, mail_server: Mailbox
) -> None:
    reminder = make_reminder()
    open_port = settings.MAILERS["default"]["OPTIONS"]["port"]
    use_smtp(settings, 1)  # nobody listens there

    with time_machine.travel(NOON):
        send_reminder.run(entry_of(reminder).pk)
    reminder.refresh_from_db()
    assert (reminder.status, reminder.attempts) == (ReminderStatus.QUEUED, 1)
    again = entry_of(reminder)
    assert again.not_before >= NOON + timedelta(minutes=1)

    use_smtp(settings, open_port)
    mail_server.answer = "451 try later"
    with time_machine.travel(NOON + timedelta(minutes=5)):
        send_reminder.run(again.pk)
    mail_server.answer = "250 OK"
    with time_machine.travel(NOON + timedelta(minutes=30)):
        send_reminder.run(entry_of(reminder).pk)
        for entry in Entry.objects.all():  # every entry once more
            send_reminder.run(entry.pk)

    reminder.refresh_from_db()
    assert reminder.status == ReminderStatus.SENT
    assert len(mail_server.letters) == 1


def test_nothing_leaves_at_night(mail_server: Mailbox) -> None:
    night = datetime(2026, 9, 7, 13, 30, tzinfo=UTC)  # 21.30 WITA
    reminder = make_reminder()

    with time_machine.travel(night, tick=False):
        send_reminder.run(entry_of(reminder).pk)

    reminder.refresh_from_db()
    assert mail_server.letters == []
    assert reminder.status == ReminderStatus.QUEUED
    morning = datetime(2026, 9, 7, 23, 0, tzinfo=UTC)  # 07.00 WITA
    assert entry_of(reminder).not_before == morning
    with time_machine.travel(morning, tick=False):
        send_reminder.run(entry_of(reminder).pk)
    assert len(mail_server.letters) == 1


def test_a_mail_that_waited_too_long_is_dropped(mail_server: Mailbox) -> None:
    reminder = make_reminder()

    with time_machine.travel(NOON + timedelta(days=8), tick=False):
        delivery.send(reminder_id=reminder.pk)

    reminder.refresh_from_db()
    assert reminder.status == ReminderStatus.CANCELLED
    assert mail_server.letters == []


def test_a_person_decides_about_an_uncertain_one(
    mail_server: Mailbox, province_officer: User, stranger: User
) -> None:
    reminder = make_reminder(status=ReminderStatus.UNCERTAIN)
    with pytest.raises(reminders.ReminderMovedError):
        reminders.send_again(reminder=reminder, by=stranger)

    with time_machine.travel(NOON, tick=False):
        reminders.send_again(reminder=reminder, by=province_officer)
        send_reminder.run(entry_of(reminder).pk)

    reminder.refresh_from_db()
    assert reminder.status == ReminderStatus.SENT
    assert len(mail_server.letters) == 1
