"""Escalation that reaches owners: first about an offer, and never a third message in a day."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from accounts.models import User
from certification.enums import OfferState, Status
from certification.models import Application, Offer, Programme, Replacement, StopReason
from halalportal.outbox.models import Entry
from reports.enums import Channel
from reports.invariants import check
from reports.models import Reminder
from reports.services import delivery
from tests.factories import make_business, make_officer, make_programme
from tests.reports.conftest import Mailbox, MakeCase
from tests.reports.escalating import DAY, MONDAY, accepted, tell, working_days_later


@pytest.fixture
def programme(province_officer: User) -> Programme:
    return make_programme(by=province_officer, quota=100)


@pytest.fixture
def case(
    programme: Programme, make_case: MakeCase, companion: User, coordinator: User, officer: User
) -> Application:
    """Accepted on Monday, with people on every level."""
    return accepted(make_case, programme, companion=companion, by=officer)


def to_owner(case: Application, number: int, **fields: object) -> Reminder:
    values: dict[str, object] = {
        "key": f"uji:{number}",
        "rule_id": "offer-unanswered",
        "region": case.regency,
        "recipient_name": "Ibu Uji",
        "channel": Channel.EMAIL,
        "address": "ibu@contoh.id",
        "subject": "Perihal",
        "body": "Isi.",
        "due_on": MONDAY.date(),
        "expires_on": (MONDAY + 20 * DAY).date(),
    }
    return Reminder.objects.create(**(values | fields))


def test_an_owner_gets_the_third_message_on_the_next_day(
    case: Application, mail_server: Mailbox
) -> None:
    rows = []
    with time_machine.travel(MONDAY, tick=False):
        for number in range(3):  # each falls due when the one before has left
            rows.append(to_owner(case, number))
            delivery.send(reminder_id=rows[-1].pk)
    assert len(mail_server.letters) == 2
    entry = Entry.objects.get(key=f"reminder:{rows[2].pk}:1")
    tomorrow = datetime(2026, 10, 6, 7, tzinfo=ZoneInfo("Asia/Makassar"))
    assert entry.not_before == tomorrow
    with time_machine.travel(tomorrow, tick=False):
        delivery.send(reminder_id=rows[2].pk)
    assert len(mail_server.letters) == 3
    assert [line for line in check() if "owner" in line] == []
    Reminder.objects.update(taken_at=MONDAY)
    assert "an owner was sent 3 e-mails on 2026-10-05" in list(check())


def test_an_offer_asks_the_owner_first_then_the_offices(
    case: Application, owner: User, officer: User, province_officer: User
) -> None:
    business = make_business(owner=owner)
    assert case.allocation
    replacement = Replacement.objects.create(
        left=case,
        allocation=case.allocation,
        reason=StopReason.objects.get(pk="withdrawn"),
        opened_by=officer,
    )
    offer = Offer.objects.create(
        replacement=replacement,
        business=business,
        answer_by=(MONDAY + 12 * DAY).date(),
        offered_by=officer,
    )
    Offer.objects.filter(pk=offer.pk).update(offered_at=MONDAY)
    Application.objects.filter(pk=case.pk).update(
        status=Status.STOPPED, stop_reason=replacement.reason
    )
    for days in range(8):
        tell(working_days_later(days))
        tell(working_days_later(days) + timedelta(hours=1))
    told = list(Reminder.objects.order_by("pk").values_list("rule", "address", "due_on"))
    assert told == [
        ("offer-unanswered", owner.email, working_days_later(2).date()),
        ("escalation-digest", officer.email, working_days_later(4).date()),
        ("escalation-digest", province_officer.email, working_days_later(7).date()),
    ]
    assert business.name in Reminder.objects.order_by("pk")[0].body
    Offer.objects.filter(pk=offer.pk).update(state=OfferState.ACCEPTED)
    make_officer("64.08")
    assert tell(working_days_later(9)) == 0
