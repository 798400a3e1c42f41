"""Escalation from the database: digests for staff, and nothing twice."""

import threading
from collections import Counter
from datetime import datetime, timedelta

import pytest
import time_machine

from accounts.models import User
from certification.enums import Status
from certification.models import Application, ObstacleCause, Programme
from certification.services import obstacles
from halalportal.outbox.models import Entry
from reports.enums import Channel, ReminderStatus, Trigger
from reports.models import Escalation, EscalationRule, Reminder
from reports.services import escalation
from tests.certification.test_quota import together
from tests.factories import make_business, make_officer, make_programme
from tests.reports.conftest import MakeCase
from tests.reports.escalating import DAY, MONDAY, accepted, digests, tell, working_days_later


@pytest.fixture
def programme(province_officer: User) -> Programme:
    return make_programme(by=province_officer, quota=100)


@pytest.fixture
def case(
    programme: Programme, make_case: MakeCase, companion: User, coordinator: User, officer: User
) -> Application:
    """Accepted on Monday, with people on every level."""
    return accepted(make_case, programme, companion=companion, by=officer)


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


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_write_one_digest(case: Application, rules: None) -> None:
    barrier = threading.Barrier(2)
    moment = working_days_later(8)

    def run() -> object:
        barrier.wait()
        return escalation.tell(now=moment)

    assert sorted(map(str, together(run, run))) == ["0", "1"]
    assert Reminder.objects.count() == 1
