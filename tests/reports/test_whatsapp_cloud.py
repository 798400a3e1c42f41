"""The Cloud API: one message each, documented errors, and never a second one in doubt."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from pytest_django import Settings

from accounts.models import User
from halalportal.audit.models import AuditEntry
from halalportal.outbox.models import Entry
from reports import channels, invariants
from reports.channels import cloud
from reports.channels.cloud_errors import TEMPORARY, explain
from reports.enums import Channel, DeliveryState, DropReason, ReminderStatus
from reports.models import OptOut, Reminder, WhatsAppMessage
from reports.services import delivery, reminder_queue, reminders
from reports.tasks import send_reminder
from tests import whatsapp_server
from tests.reports.whatsapp import NOON, PHONE, TEMPLATE, VALUES, make_reminder, make_rule
from tests.whatsapp_server import Service

pytestmark = pytest.mark.django_db


def queued(**fields: object) -> Reminder:
    """A reminder that the service is to send, with its outbox entry."""
    reminder = make_reminder(channel=Channel.CLOUD, **fields)
    reminders.schedule(reminder, NOON)
    return reminder


def entry_of(reminder: Reminder) -> Entry:
    return Entry.objects.filter(payload={"reminder_id": reminder.pk}).latest("pk")


def send(reminder: Reminder, *, after: timedelta = timedelta()) -> Reminder:
    """Runs the latest outbox entry of the reminder, and returns it as it is then."""
    with time_machine.travel(NOON + after, tick=False):
        send_reminder.run(entry_of(reminder).pk)
    reminder.refresh_from_db()
    return reminder


def test_it_sends_the_template_with_the_values_by_name(whatsapp: Service) -> None:
    reminder = send(queued())

    [payload] = whatsapp.taken
    message = WhatsAppMessage.objects.get()
    assert payload["to"] == PHONE.lstrip("+")
    assert payload["template"]["name"] == TEMPLATE
    [component] = payload["template"]["components"]
    texts = {part["parameter_name"]: part["text"] for part in component["parameters"]}
    assert texts == {"nama": "Maria Rekaan"} | VALUES
    assert (reminder.status, reminder.sent_at) == (ReminderStatus.SENT, NOON)
    assert (message.message_id, message.state) == ("wamid.0001", DeliveryState.SENT)


def test_new_reminders_go_to_the_service_only_where_it_may_send_them(
    whatsapp: Service, settings: Settings, officer: User
) -> None:
    with_template = make_reminder()
    other_words = make_reminder(body="Kata lain daripada aturan.")
    for reminder in (with_template, other_words):
        channels.automate(reminder)
    make_rule(whatsapp_template="")
    without = make_reminder()
    channels.automate(without)
    make_rule(whatsapp_template=TEMPLATE)
    settings.WHATSAPP_TOKEN = ""
    not_set_up = make_reminder()
    channels.automate(not_set_up)

    ways = [row.channel for row in (with_template, other_words, without, not_set_up)]
    assert ways == [Channel.CLOUD, Channel.WHATSAPP, Channel.WHATSAPP, Channel.WHATSAPP]


def test_the_text_to_have_approved_names_every_value(whatsapp: Service) -> None:
    text = cloud.template_text(make_rule())

    assert text == (
        "Halo {{nama}}. Pengajuan {{nomor}} untuk {{usaha}} perlu diperbaiki: {{alasan}} "
        "Lihat {{tautan}} ya. Balas STOP bila tidak mau diingatkan."
    )


@pytest.mark.parametrize("code", [2, 130429, 131056])
def test_a_busy_service_is_asked_again_later(whatsapp: Service, code: int) -> None:
    whatsapp.answers = [whatsapp_server.error(code)]
    reminder = send(queued())

    assert (reminder.status, reminder.channel) == (ReminderStatus.QUEUED, Channel.CLOUD)
    assert entry_of(reminder).not_before == NOON + timedelta(minutes=1)
    assert list(invariants.reminders_on_their_way()) == []
    reminder = send(reminder, after=timedelta(minutes=1))

    assert reminder.status == ReminderStatus.SENT
    assert len(whatsapp.taken) == 1
    states = WhatsAppMessage.objects.order_by("pk").values_list("state", "error_code")
    assert list(states) == [(DeliveryState.FAILED, code), (DeliveryState.SENT, None)]


def test_a_service_that_stays_busy_leaves_it_to_a_person(whatsapp: Service) -> None:
    whatsapp.answers = [whatsapp_server.error(130429)] * 20
    reminder = queued()
    for hour in range(8):
        if Entry.objects.waiting().exists():
            send(reminder, after=timedelta(hours=hour, minutes=hour))

    assert (reminder.channel, reminder.status) == (Channel.WHATSAPP, ReminderStatus.QUEUED)
    assert whatsapp.asked == cloud.MOST_TRIES
    assert not Entry.objects.waiting().exists()


@pytest.mark.parametrize("code", [100, 190, 131026, 131047, 131051, 132000])
def test_a_refusal_leaves_it_to_a_person(whatsapp: Service, code: int) -> None:
    whatsapp.answers = [whatsapp_server.error(code)]
    reminder = send(queued())

    assert (reminder.channel, reminder.status) == (Channel.WHATSAPP, ReminderStatus.QUEUED)
    assert explain(WhatsAppMessage.objects.get().error_code)
    assert AuditEntry.objects.about(reminder).get().data == {"code": code}
    for _ in range(3):
        delivery.send(reminder_id=reminder.pk)
    assert whatsapp.asked == 1
    assert list(invariants.reminders_on_their_way()) == []


def test_an_expired_token_and_a_missing_template_are_refusals(
    whatsapp: Service, settings: Settings
) -> None:
    settings.WHATSAPP_TOKEN = "kedaluwarsa"
    first = send(queued())
    settings.WHATSAPP_TOKEN = whatsapp_server.TOKEN
    make_rule(whatsapp_template="tidak_ada")
    second = send(queued())

    assert {first.channel, second.channel} == {Channel.WHATSAPP}
    codes = WhatsAppMessage.objects.order_by("pk").values_list("error_code", flat=True)
    assert list(codes) == [190, 132001]


def test_who_stopped_messages_there_is_not_reminded_by_hand_either(whatsapp: Service) -> None:
    whatsapp.answers = [whatsapp_server.error(131050)]
    reminder = send(queued())

    assert (reminder.status, reminder.drop_reason) == (
        ReminderStatus.CANCELLED,
        DropReason.OPTED_OUT,
    )
    assert OptOut.objects.in_force().get().address == PHONE


@pytest.mark.parametrize("answer", [whatsapp_server.hang_up, whatsapp_server.gateway])
def test_a_lost_answer_is_left_to_a_person_and_never_sent_twice(
    whatsapp: Service, answer: whatsapp_server.Answer
) -> None:
    whatsapp.answers = [answer]
    reminder = send(queued())
    for _ in range(5):
        delivery.send(reminder_id=reminder.pk)

    reminder.refresh_from_db()
    assert reminder.status == ReminderStatus.UNCERTAIN
    assert len(whatsapp.taken) == 1
    assert WhatsAppMessage.objects.get().state == DeliveryState.SENDING


def test_a_slow_answer_is_a_lost_answer(whatsapp: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cloud, "TIMEOUT_SECONDS", 0.3)
    whatsapp.answers = [whatsapp_server.slow]
    reminder = send(queued())

    assert reminder.status == ReminderStatus.UNCERTAIN
    assert len(whatsapp.taken) == 1


def test_it_follows_no_redirect(whatsapp: Service) -> None:
    whatsapp.answers = [whatsapp_server.redirect]
    reminder = send(queued())

    assert (whatsapp.asked, whatsapp.taken) == (1, [])
    assert reminder.channel == Channel.WHATSAPP


def test_nobody_there_is_tried_again(whatsapp: Service, settings: Settings) -> None:
    url = settings.WHATSAPP_API_URL
    settings.WHATSAPP_API_URL = "http://127.0.0.1:1/v23.0"
    reminder = send(queued())
    assert reminder.status == ReminderStatus.QUEUED

    settings.WHATSAPP_API_URL = url
    assert send(reminder, after=timedelta(minutes=1)).status == ReminderStatus.SENT
    assert len(whatsapp.taken) == 1


@pytest.mark.django_db(transaction=True)
def test_five_deliveries_at_once_send_one_message(whatsapp: Service) -> None:
    reminder, barrier = queued(), threading.Barrier(5)

    def deliver() -> None:
        barrier.wait()
        delivery.send(reminder_id=reminder.pk)
        connection.close()

    threads = [threading.Thread(target=deliver) for _ in range(5)]
    with time_machine.travel(NOON):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    reminder.refresh_from_db()
    assert reminder.status == ReminderStatus.SENT
    assert len(whatsapp.taken) == 1


def test_nothing_leaves_at_night(whatsapp: Service) -> None:
    night = timedelta(hours=10)  # 22.00 WITA
    reminder = send(queued(), after=night)

    assert (whatsapp.asked, reminder.status) == (0, ReminderStatus.QUEUED)
    assert send(reminder, after=timedelta(hours=19)).status == ReminderStatus.SENT


def test_an_edited_one_goes_by_hand(whatsapp: Service, officer: User) -> None:
    reminder = queued()
    with time_machine.travel(NOON, tick=False):
        reminder_queue.edit(reminder=reminder, subject="x", body="Kata sendiri.", by=officer)
    send(reminder)

    assert (reminder.channel, reminder.status) == (Channel.WHATSAPP, ReminderStatus.QUEUED)
    assert whatsapp.asked == 0


def test_every_code_has_a_plain_sentence() -> None:
    for code in [*TEMPORARY, *whatsapp_server.ERRORS, 0, 3, 250, 368, 131031, 132015, 999_999]:
        assert explain(code).endswith(".")
    assert explain(None) == ""


def test_what_counts_as_sent_without_a_message_is_noticed(whatsapp: Service) -> None:
    sent = send(queued())
    assert list(invariants.automatic_messages()) == []
    WhatsAppMessage.objects.filter(reminder=sent).update(state=DeliveryState.FAILED)

    assert [str(sent.pk) in sentence for sentence in invariants.automatic_messages()] == [True]
