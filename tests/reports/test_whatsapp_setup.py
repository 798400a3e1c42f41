"""The admin's page about the connection, and what came of each rule's messages."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from reports.enums import Channel, DeliveryState, OptOutSource, ReminderStatus, TapAnswer
from reports.models import OptOut, ReminderRule, Tap, WhatsAppMessage
from tests import factories, whatsapp_server
from tests.reports.whatsapp import NOON, PHONE, RULE, make_reminder, make_rule
from tests.whatsapp_server import Service

pytestmark = pytest.mark.django_db

SETUP = "/pengaturan/whatsapp/"
RESULTS = "/pengingat/whatsapp/hasil/"
TEMPLATE = f"{SETUP}templat/{RULE}/"


def get(user: User, url: str = SETUP) -> str:
    with time_machine.travel(NOON, tick=False):
        return factories.client_for(user).get(url).content.decode()


def test_without_an_account_the_page_says_what_is_missing(admin_user: User) -> None:
    text = get(admin_user)

    assert "Belum tersambung." in text
    assert "WHATSAPP_TOKEN" in text
    assert "WHATSAPP_APP_SECRET" in text


def test_it_shows_the_state_and_no_secret(admin_user: User, whatsapp: Service) -> None:
    reminder = make_reminder(channel=Channel.CLOUD)
    WhatsAppMessage.objects.create(
        reminder=reminder, state=DeliveryState.FAILED, error_code=190, created_at=NOON
    )
    WhatsAppMessage.objects.create(
        reminder=reminder, state=DeliveryState.READ, message_id="wamid.1", told_at=NOON
    )
    text = get(admin_user)

    assert "Tersambung." in text
    assert "perlu diperbaiki admin" in text
    assert "7 Sep 2026 12.00 WITA" in text
    assert "Pengajuan {{nomor}} untuk {{usaha}}" in text
    for secret in (
        whatsapp_server.TOKEN,
        whatsapp_server.SECRET,
        whatsapp_server.VERIFY_TOKEN,
        whatsapp_server.PHONE_NUMBER_ID,
    ):
        assert secret not in text


def test_the_admin_names_the_template_of_a_rule(admin_user: User) -> None:
    make_rule()
    client = factories.client_for(admin_user)
    client.post(TEMPLATE, {f"{RULE}-name": "perbaikan_v2"})
    assert ReminderRule.objects.get(pk=RULE).whatsapp_template == "perbaikan_v2"

    refused = client.post(TEMPLATE, {f"{RULE}-name": "Perbaikan V3"})
    assert refused.status_code == 422
    assert "huruf kecil" in refused.content.decode()
    assert ReminderRule.objects.get(pk=RULE).whatsapp_template == "perbaikan_v2"
    client.post(TEMPLATE, {f"{RULE}-name": ""})
    assert ReminderRule.objects.get(pk=RULE).whatsapp_template == ""


def test_only_the_admin_sees_it(officer: User, province_officer: User, owner: User) -> None:
    make_rule()
    for user in (officer, province_officer, owner):
        client = factories.client_for(user)
        assert client.get(SETUP).status_code == 403
        assert client.post(TEMPLATE, {f"{RULE}-name": "x"}).status_code == 403
    assert Client().get(SETUP).status_code == 302
    assert ReminderRule.objects.get(pk=RULE).whatsapp_template == ""


def test_the_results_count_each_rule(officer: User, stranger: User) -> None:
    sent = {"status": ReminderStatus.SENT, "sent_at": NOON}
    for state in (DeliveryState.SENT, DeliveryState.DELIVERED, DeliveryState.READ):
        reminder = make_reminder(channel=Channel.CLOUD, **sent)
        WhatsAppMessage.objects.create(
            reminder=reminder, state=state, message_id=f"wamid.{state}", created_at=NOON
        )
    by_hand = make_reminder(**sent)
    make_reminder(status=ReminderStatus.SENT, sent_at=NOON - timedelta(days=40))
    make_reminder(channel=Channel.EMAIL, address="maria@contoh.id", **sent)
    refused = make_reminder()
    WhatsAppMessage.objects.create(
        reminder=refused, state=DeliveryState.FAILED, error_code=131026, created_at=NOON
    )
    Tap.objects.create(
        reminder=refused, by=officer, answer=TapAnswer.NONE, shown_at=NOON, answered_at=NOON
    )
    OptOut.objects.create(address=PHONE, source=OptOutSource.MESSAGE, reminder=by_hand, at=NOON)
    with time_machine.travel(NOON, tick=False):
        [result] = factories.client_for(officer).get(RESULTS).context["results"]
        nothing = factories.client_for(stranger).get(RESULTS).context["results"]

    counts = (result.by_hand, result.automatic, result.delivered, result.read, result.failed)
    assert counts == (1, 3, 2, 1, 1)
    assert (result.unreachable, result.opted_out) == (1, 1)
    assert nothing == []


def test_the_results_ask_a_constant_number_of_times(
    officer: User, django_assert_max_num_queries: object
) -> None:
    for number in range(12):
        rule = ReminderRule.objects.create(
            code=f"uji-{number}", label=f"Uji {number}", offset_days=0, subject="x", body="x"
        )
        make_reminder(rule=rule, status=ReminderStatus.SENT, sent_at=NOON)
    client = factories.client_for(officer)
    with time_machine.travel(NOON), django_assert_max_num_queries(15):  # type: ignore[operator]
        client.get(RESULTS)
