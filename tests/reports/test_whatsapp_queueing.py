"""Which way a new reminder takes, and that it keeps it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from accounts.models import User
from certification.models import Programme
from halalportal.outbox.models import Entry
from ikm.models import Business
from reports import invariants
from reports.enums import Channel, DropReason, OptOutSource, ReminderStatus
from reports.models import OptOut, Reminder, ReminderRule
from reports.services import delivery, reminders
from reports.services.whatsapp import opt_outs
from tests import factories, whatsapp_server
from tests.reports.conftest import MakeCase
from tests.reports.whatsapp import PHONE
from tests.whatsapp_server import Service

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules")]

# A Monday without holidays in its week, noon in Kalimantan Timur.
MONDAY = datetime(2026, 9, 7, 4, 0, tzinfo=UTC)
NAMES = {"nama", "nomor", "usaha", "alasan", "tautan"}


@pytest.fixture
def programme(province_officer: User) -> Programme:
    return factories.make_programme(by=province_officer)


@pytest.fixture
def business() -> Business:
    """Its owner has a telephone and nothing else."""
    return factories.make_business(phone=PHONE)


@pytest.fixture
def template(rules: None, whatsapp: Service) -> None:
    """WhatsApp approved the text of the rule about returned cases."""
    found = ReminderRule.objects.filter(code="returned-unanswered")
    found.update(whatsapp_template="perbaikan")
    whatsapp.templates["perbaikan"] = NAMES


def queue(after: timedelta = timedelta()) -> Reminder:
    now = MONDAY + timedelta(days=3) + after
    with time_machine.travel(now, tick=False):
        reminders.queue_due(now=now)
    return Reminder.objects.get()


@pytest.fixture(autouse=True)
def case(make_case: MakeCase, business: Business, programme: Programme, officer: User) -> None:
    """One case that waits for its owner for so long that a reminder is due."""
    make_case(business, programme, by=officer, since=MONDAY)


def test_without_an_account_a_person_sends() -> None:
    assert queue().channel == Channel.WHATSAPP
    assert not Entry.objects.exists()


@pytest.mark.usefixtures("template")
def test_with_a_template_the_service_sends_what_the_rule_says(whatsapp: Service) -> None:
    reminder = queue()
    assert reminder.channel == Channel.CLOUD
    assert list(invariants.reminders_on_their_way()) == []
    with time_machine.travel(MONDAY + timedelta(days=3), tick=False):
        delivery.send(reminder_id=reminder.pk)

    reminder.refresh_from_db()
    assert reminder.status == ReminderStatus.SENT
    assert len(whatsapp.taken) == 1


@pytest.mark.usefixtures("template")
def test_what_was_refused_stays_with_a_person(whatsapp: Service) -> None:
    whatsapp.answers = [whatsapp_server.error(131026)]
    reminder = queue()
    with time_machine.travel(MONDAY + timedelta(days=3), tick=False):
        delivery.send(reminder_id=reminder.pk)
    for minute in range(3):
        reminder = queue(timedelta(minutes=minute))

    assert (reminder.channel, reminder.status) == (Channel.WHATSAPP, ReminderStatus.QUEUED)
    assert whatsapp.asked == 1


@pytest.mark.usefixtures("template")
def test_who_wants_none_has_a_row_that_says_so_and_nothing_more(whatsapp: Service) -> None:
    opt_outs.note(address=PHONE, source=OptOutSource.MESSAGE)
    for minute in range(2):
        reminder = queue(timedelta(minutes=minute))

    assert (reminder.status, reminder.drop_reason) == (
        ReminderStatus.CANCELLED,
        DropReason.OPTED_OUT,
    )
    assert not Entry.objects.exists()
    opt_outs.end_of(address=PHONE)
    assert not OptOut.objects.in_force().exists()
    assert queue(timedelta(minutes=3)).status == ReminderStatus.CANCELLED
