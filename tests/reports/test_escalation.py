"""Escalation from the database: digests for staff, messages for owners, nothing twice."""

import threading
from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from accounts.models import User
from certification.enums import OfferState, Status
from certification.models import (
    Application,
    ObstacleCause,
    Offer,
    Programme,
    Replacement,
    StopReason,
)
from certification.services import obstacles
from halalportal.outbox.models import Entry
from reports.enums import Channel, ReminderStatus, Trigger
from reports.invariants import check
from reports.models import Escalation, EscalationRule, Reminder
from reports.services import delivery, escalation
from tests.certification.test_quota import together
from tests.factories import make_business, make_officer, make_programme
from tests.reports.conftest import Mailbox, MakeCase

MONDAY = datetime(2026, 10, 5, 1, tzinfo=UTC)  # 09.00 WITA; four weeks without a holiday
DAY = timedelta(days=1)


@pytest.fixture
def programme(province_officer: User) -> Programme:
    return make_programme(by=province_officer, quota=100)


@pytest.fixture
def case(
    programme: Programme, make_case: MakeCase, companion: User, coordinator: User, officer: User
) -> Application:
    """Accepted on Monday, with people on every level."""
    membership = companion.active_membership
    assert membership
    return make_case(
        make_business(),
        programme,
        by=officer,
        status=Status.ACCEPTED,
        since=MONDAY,
        companion=companion,
        organisation=membership.organisation,
    )


def tell(moment: datetime) -> int:
    with time_machine.travel(moment, tick=False):
        return escalation.tell(now=moment)


def digests() -> list[tuple[str, int]]:
    """Who got digests, and the number of notices in each."""
    rows = Reminder.objects.filter(rule="escalation-digest").order_by("pk")
    return [(row.address, row.escalations.count()) for row in rows]


def working_days_later(count: int) -> datetime:
    weeks, days = divmod(count, 5)
    return MONDAY + weeks * 7 * DAY + days * DAY


def test_it_rises_from_the_companion_to_the_province(
    case: Application, companion: User, coordinator: User, officer: User, province_officer: User
) -> None:
    for day in range(24):
        for hours in (0, 3):
            tell(MONDAY + day * DAY + timedelta(hours=hours))
    order = [companion, coordinator, officer, province_officer]
    assert digests() == [(person.email, 1) for person in order]
    acted_on = [row.created_at for row in Escalation.objects.order_by("pk")]
    assert acted_on == sorted(acted_on)
    assert Escalation.objects.filter(acts=True).count() == 4
    due = list(Reminder.objects.order_by("pk").values_list("due_on", flat=True))
    assert due == [working_days_later(days).date() for days in (8, 11, 13, 15)]
    first = Reminder.objects.order_by("pk")[0]
    assert f"{case.number} {case.business.name}" in first.body
    assert "/kendala/" in first.body
    assert Entry.objects.filter(key__startswith="reminder:").count() == 4


def test_after_a_pause_the_highest_acts_and_the_others_hear_of_it_once(
    case: Application, province_officer: User
) -> None:
    assert tell(working_days_later(17)) == 4
    assert tell(working_days_later(17) + timedelta(minutes=10)) == 0
    assert tell(working_days_later(18)) == 0
    assert list(Escalation.objects.filter(acts=True).values_list("recipient", flat=True)) == [
        province_officer.pk
    ]
    assert Escalation.objects.filter(acts=False).count() == 3
    body = Reminder.objects.exclude(recipient_user=province_officer)[0].body
    assert "Sudah naik ke tingkat di atas Anda (1)" in body


@pytest.mark.parametrize(
    "moment",
    [
        working_days_later(8).replace(hour=22),  # 06.00 on the next day, a Friday
        working_days_later(8).replace(hour=13, minute=1),  # 21.01
        working_days_later(9) + DAY,  # Saturday
    ],
)
def test_neither_at_night_nor_on_a_day_off(case: Application, moment: datetime) -> None:
    assert tell(moment) == 0
    assert not Reminder.objects.exists()


def test_one_digest_holds_everything_of_the_day(
    case: Application, make_case: MakeCase, companion: User, officer: User
) -> None:
    for _ in range(24):
        make_case(
            make_business(),
            case.programme,
            by=officer,
            status=Status.ACCEPTED,
            since=MONDAY,
            companion=companion,
        )
    moment = working_days_later(8)
    tell(moment)
    assert digests() == [(companion.email, 25)]
    body = Reminder.objects.get().body
    assert "Menunggu Anda (25):" in body
    assert "- dan 5 lainnya" in body
    # What falls due later that day waits for tomorrow.
    obstacle = obstacles.report(
        application=case, cause=ObstacleCause.objects.get(pk="nib"), by=officer
    )
    type(obstacle).objects.filter(pk=obstacle.pk).update(since=MONDAY)
    tell(moment + timedelta(hours=2))
    counts = Counter(address for address, _ in digests())
    assert counts[companion.email] == 1
    tell(working_days_later(9))
    # The first digest was never sent: nothing new goes out beside it.
    assert Counter(address for address, _ in digests())[companion.email] == 1
    Reminder.objects.filter(recipient_user=companion).update(
        status=ReminderStatus.SENT, sent_at=moment
    )
    tell(working_days_later(9) + timedelta(hours=1))
    assert Counter(address for address, _ in digests())[companion.email] == 2


def test_an_obstacle_takes_over_from_the_status_and_an_outage_rests(
    case: Application, make_case: MakeCase, officer: User, companion: User
) -> None:
    other = make_case(
        make_business(), case.programme, by=officer, status=Status.ACCEPTED, since=MONDAY
    )
    for application, code in ((case, "nib"), (other, "sihalal")):
        cause = ObstacleCause.objects.get(pk=code)
        with time_machine.travel(MONDAY, tick=False):
            obstacles.report(application=application, cause=cause, by=officer)
    tell(working_days_later(3))
    assert digests() == [(companion.email, 1)]
    assert "kendala NIB bermasalah" in Reminder.objects.get().body
    tell(working_days_later(30))
    assert other.number not in "".join(Reminder.objects.values_list("body", flat=True))


def test_a_case_that_moved_starts_anew(case: Application, companion: User) -> None:
    tell(working_days_later(8))
    Reminder.objects.update(status=ReminderStatus.SENT, sent_at=working_days_later(8))
    case.status_changed_at = working_days_later(9)
    case.save(update_fields=["status_changed_at"])
    assert tell(working_days_later(16)) == 0
    assert tell(working_days_later(17)) == 1
    assert [address for address, _ in digests()] == [companion.email] * 2


def test_a_programme_may_have_its_own_ladder(
    case: Application, officer: User, province_officer: User
) -> None:
    for step, (role, days) in enumerate([("regency_officer", 1), ("province_officer", 2)], 1):
        EscalationRule.objects.create(
            programme=case.programme,
            trigger=Trigger.STATUS,
            status=Status.ACCEPTED,
            step=step,
            role=role,
            after_working_days=days,
            source="uji",
        )
    tell(working_days_later(1))
    tell(working_days_later(2))
    assert digests() == [(officer.email, 1), (province_officer.email, 1)]


def test_another_kabupaten_hears_nothing(case: Application, stranger: User, officer: User) -> None:
    make_officer("64.03")
    tell(working_days_later(17))
    assert stranger.email not in dict(digests())
    assert officer.email in dict(digests())


def test_a_person_without_e_mail_waits_in_the_whatsapp_queue(
    case: Application, companion: User, officer: User
) -> None:
    User.objects.filter(pk=companion.pk).update(email=None, phone="+6281200000055")
    tell(working_days_later(8))
    row = Reminder.objects.get()
    assert (row.channel, row.address) == (Channel.WHATSAPP, "+6281200000055")
    assert len(row.body) < 200
    assert list(Reminder.objects.visible_to(officer).whatsapp_queue()) == [row]


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


def test_the_queries_do_not_grow(
    case: Application,
    make_case: MakeCase,
    officer: User,
    django_assert_max_num_queries: object,
) -> None:
    for _ in range(10):
        make_case(make_business(), case.programme, by=officer, status=Status.READY, since=MONDAY)
    moment = working_days_later(20)
    tell(moment)
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        tell(moment + timedelta(minutes=10))


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


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_write_one_digest(case: Application, rules: None) -> None:
    barrier = threading.Barrier(2)
    moment = working_days_later(8)

    def run() -> object:
        barrier.wait()
        return escalation.tell(now=moment)

    assert sorted(map(str, together(run, run))) == ["0", "1"]
    assert Reminder.objects.count() == 1
