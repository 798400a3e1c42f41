"""What WhatsApp tells: signed, twice, late, in any order; and STOP."""

import itertools
import json
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from halalportal.audit.models import AuditEntry
from ikm.enums import PhoneProblem
from ikm.models import UnreachablePhone
from ikm.services import phones
from reports.enums import Channel, DeliveryState, DropReason, OptOutSource, ReminderStatus
from reports.models import OptOut, Reminder, WhatsAppMessage
from reports.services import delivery
from tests import whatsapp_server
from tests.reports.whatsapp import NOON, PHONE, make_reminder
from tests.whatsapp_server import Service, incoming, notification, signature, status

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whatsapp")]

URL = "/webhook/whatsapp/"
WAMID = "wamid.0001"


def post(body: bytes, *, secret: str = whatsapp_server.SECRET, **headers: Any) -> int:
    sent = {"x-hub-signature-256": signature(body, secret)} | headers
    client = Client(enforce_csrf_checks=True)
    return client.post(URL, body, content_type="application/json", headers=sent).status_code


def tell(*statuses: dict[str, Any]) -> int:
    return post(notification(statuses=list(statuses)))


def say(text: str, *, sender: str = PHONE) -> int:
    return post(notification(messages=[incoming(sender, text)]))


def sent_reminder() -> Reminder:
    reminder = make_reminder(channel=Channel.CLOUD)
    with time_machine.travel(NOON, tick=False):
        delivery.send(reminder_id=reminder.pk)
    reminder.refresh_from_db()
    assert reminder.status == ReminderStatus.SENT
    return reminder


def state() -> str:
    return WhatsAppMessage.objects.get().state


@pytest.mark.parametrize("order", list(itertools.permutations(["sent", "delivered", "read"])))
def test_what_was_read_stays_read_in_whatever_order_it_is_told(order: tuple[str, ...]) -> None:
    sent_reminder()
    for name in (*order, *order):
        assert tell(status(WAMID, name)) == 200

    message = WhatsAppMessage.objects.get()
    assert message.state == DeliveryState.READ
    assert message.delivered_at
    assert message.read_at
    assert message.told_at


def test_delivered_says_that_somebody_is_reached_there(officer: User) -> None:
    phones.note_unreachable(phone=PHONE, problem=PhoneProblem.NO_WHATSAPP, by=officer)
    sent_reminder()
    tell(status(WAMID, "delivered"))

    assert not UnreachablePhone.objects.exists()


def test_a_failure_told_later_leaves_it_to_a_person() -> None:
    reminder = sent_reminder()
    for _ in range(2):
        assert tell(status(WAMID, "failed", code=131026)) == 200

    reminder.refresh_from_db()
    message = WhatsAppMessage.objects.get()
    assert (reminder.status, reminder.channel) == (ReminderStatus.QUEUED, Channel.WHATSAPP)
    assert (message.state, message.error_code) == (DeliveryState.FAILED, 131026)
    assert AuditEntry.objects.filter(action="reminder.by_hand").count() == 1


def test_a_failure_after_it_arrived_changes_nothing() -> None:
    reminder = sent_reminder()
    tell(status(WAMID, "delivered"), status(WAMID, "failed", code=131026))

    reminder.refresh_from_db()
    assert (state(), reminder.status) == (DeliveryState.DELIVERED, ReminderStatus.SENT)


def test_what_arrived_after_a_failure_was_sent() -> None:
    reminder = sent_reminder()
    tell(status(WAMID, "failed", code=131026))
    tell(status(WAMID, "delivered"))

    reminder.refresh_from_db()
    assert (state(), reminder.status) == (DeliveryState.DELIVERED, ReminderStatus.SENT)


def test_a_notification_settles_a_message_whose_answer_got_lost(whatsapp: Service) -> None:
    whatsapp.answers = [whatsapp_server.hang_up]
    reminder = make_reminder(channel=Channel.CLOUD)
    with time_machine.travel(NOON, tick=False):
        delivery.send(reminder_id=reminder.pk)
    reminder.refresh_from_db()
    assert reminder.status == ReminderStatus.UNCERTAIN

    given_along = whatsapp.taken[0]["biz_opaque_callback_data"]
    tell(status("wamid.x", "sent", biz_opaque_callback_data=given_along))

    reminder.refresh_from_db()
    assert reminder.status == ReminderStatus.SENT
    assert WhatsAppMessage.objects.get().message_id == "wamid.x"


def test_a_wrong_signature_changes_nothing() -> None:
    sent_reminder()
    body = notification(statuses=[status(WAMID, "read")], messages=[incoming(PHONE, "STOP")])

    assert post(body, secret="lain") == 403
    assert post(body, **{"x-hub-signature-256": ""}) == 403
    assert post(body, **{"x-hub-signature-256": "sha256=é"}) == 403
    assert state() == DeliveryState.SENT
    assert not OptOut.objects.exists()


def test_without_a_secret_nobody_is_believed(settings: Settings) -> None:
    settings.WHATSAPP_APP_SECRET = ""
    sent_reminder()

    assert post(notification(statuses=[status(WAMID, "read")]), secret="") == 403
    assert state() == DeliveryState.SENT


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b'{"entry": 1}',
        b'{"entry": [null, {"changes": [{"value": {"statuses": [7, {}]}}]}]}',
        notification(statuses=[status("wamid.fremd", "read")]),
        notification(statuses=[status("wamid.x", "read", biz_opaque_callback_data="9" * 30)]),
        notification(statuses=[status(WAMID, "erfunden")]),
        notification(statuses=[{**status(WAMID, "sent"), "timestamp": "9" * 40}]),
        notification(messages=[{"from": 5, "text": "STOP"}, {"from": "x", "text": {"body": "x"}}]),
    ],
)
def test_what_the_portal_does_not_know_is_taken_and_ignored(body: bytes) -> None:
    reminder = sent_reminder()

    assert post(body) == 200
    reminder.refresh_from_db()
    assert (state(), reminder.status) == (DeliveryState.SENT, ReminderStatus.SENT)
    assert not OptOut.objects.exists()


def test_no_json_and_too_much_are_refused() -> None:
    assert post(b"kein JSON") == 400
    assert post(b"[]") == 400
    assert post(json.dumps({"x": "x" * (3 * 1024 * 1024)}).encode()) == 413


def test_the_challenge_is_answered_only_with_the_word() -> None:
    client = Client()
    query = {"hub.mode": "subscribe", "hub.challenge": "1158201444"}

    right = client.get(URL, query | {"hub.verify_token": whatsapp_server.VERIFY_TOKEN})
    wrong = client.get(URL, query | {"hub.verify_token": "salah"})

    assert (right.status_code, right.content) == (200, b"1158201444")
    assert right.headers["Content-Type"].startswith("text/plain")
    assert wrong.status_code == client.get(URL, query).status_code == 403


@pytest.mark.parametrize("text", ["STOP", "stop.", " Berhenti ", "Stop ya bu", "BERHENTI!"])
def test_stop_ends_all_reminders_to_the_number(text: str) -> None:
    sent = sent_reminder()
    by_hand = make_reminder()
    other = make_reminder(address="+6283400009802")
    for _ in range(2):
        assert say(text) == 200

    opt_out = OptOut.objects.get()
    by_hand.refresh_from_db()
    other.refresh_from_db()
    assert (opt_out.address, opt_out.source) == (PHONE, OptOutSource.MESSAGE)
    assert opt_out.reminder == sent
    assert (by_hand.status, by_hand.drop_reason) == (
        ReminderStatus.CANCELLED,
        DropReason.OPTED_OUT,
    )
    assert other.status == ReminderStatus.QUEUED


@pytest.mark.parametrize(
    "text",
    ["Stopkontak rusak", "Berhenti produksi sejak bulan lalu", "Ya bu", "", "jangan stop"],
)
def test_other_words_stop_nothing(text: str) -> None:
    assert say(text) == 200
    assert not OptOut.objects.exists()


def test_a_tapped_button_says_it_too() -> None:
    button = {"from": PHONE[1:], "type": "button", "button": {"text": "Stop", "payload": "x"}}
    post(notification(messages=[button]))

    assert OptOut.objects.in_force().exists()


def test_mulai_begins_again() -> None:
    say("STOP")
    say("MULAI")
    say("MULAI")

    opt_out = OptOut.objects.get()
    assert opt_out.ended_at
    assert opt_out.ended_reason
    assert not OptOut.objects.in_force().exists()
    say("stop")
    assert OptOut.objects.in_force().count() == 1


def test_the_trail_holds_no_number_and_no_name() -> None:
    sent_reminder()
    tell(status(WAMID, "delivered"))
    say("STOP")

    for entry in AuditEntry.objects.all():
        assert PHONE[1:] not in json.dumps(entry.data)
        assert "Maria" not in json.dumps(entry.data)


@pytest.mark.django_db(transaction=True)
def test_the_service_and_the_portal_speak_with_each_other(
    live_server: LiveServer, whatsapp: Service
) -> None:
    """Both over real HTTP: the message goes out, and what became of it comes back."""
    reminder = make_reminder(channel=Channel.CLOUD)
    with time_machine.travel(NOON, tick=False):
        delivery.send(reminder_id=reminder.pk)
    for name in ("read", "sent", "delivered", "read"):
        told = notification(statuses=[status(WAMID, name)])
        assert whatsapp_server.notify(live_server.url, told) == 200
    stop = notification(messages=[incoming(whatsapp.taken[0]["to"], "Stop")])
    assert whatsapp_server.notify(live_server.url, stop, secret="lain") == 403
    assert not OptOut.objects.exists()
    assert whatsapp_server.notify(live_server.url, stop) == 200

    assert state() == DeliveryState.READ
    assert OptOut.objects.in_force().get().reminder == reminder
