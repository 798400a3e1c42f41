"""Reminders of days without change, open tests, targets at risk, and a programme's days."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import User
from certification.enums import Light, Status
from certification.models import NominationCall, NominationRequest, Programme, Target
from reports.enums import DropReason, ReminderStatus
from reports.models import Reminder, ReminderRule, TargetLight
from reports.services import reminders, target_lights
from tests import factories
from tests.reports.conftest import MakeCase
from tests.workshops.making import make_event
from tests.workshops.testing import make_questions
from workshops.enums import Mode, Phase
from workshops.models import KnowledgeTest, Participant, Sitting, TestItem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules")]

MONDAY = datetime(2026, 9, 7, 4, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def programme(province_officer: User) -> Programme:
    with time_machine.travel(MONDAY, tick=False):
        return factories.make_programme(
            by=province_officer, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31)
        )


def queued(at: datetime, rule: str) -> list[Reminder]:
    with time_machine.travel(at, tick=False):
        target_lights.look(now=at)
        reminders.queue_due(now=at)
    return list(Reminder.objects.filter(rule=rule).exclude(status="cancelled").order_by("pk"))


def test_a_draft_that_nobody_sends_is_remembered_after_a_week(
    programme: Programme, owner: User, province_officer: User, make_case: MakeCase
) -> None:
    business = factories.make_business(owner=owner)
    case = make_case(business, programme, by=owner, status=Status.DRAFT, since=MONDAY)

    assert queued(MONDAY + 6 * DAY, "draft-unsent") == []
    [row] = queued(MONDAY + 7 * DAY, "draft-unsent")
    assert row.address == owner.email
    assert f"{case.number} untuk {business.name} dibuka 7 September 2026" in row.body


def test_a_silent_owner_leaves_it_to_the_companion(
    programme: Programme, companion: User, make_case: MakeCase
) -> None:
    make_case(
        factories.make_business(),
        programme,
        by=companion,
        status=Status.DRAFT,
        since=MONDAY,
        companion=companion,
    )

    assert [row.address for row in queued(MONDAY + 7 * DAY, "draft-unsent")] == [companion.email]


def test_the_companion_is_told_of_what_is_ready(
    programme: Programme, companion: User, make_case: MakeCase
) -> None:
    case = make_case(
        factories.make_business(),
        programme,
        by=companion,
        status=Status.READY,
        since=MONDAY,
        companion=companion,
    )
    ReminderRule.objects.filter(pk="ready-unentered").update(is_active=True)
    [row] = queued(MONDAY + 3 * DAY, "ready-unentered")
    assert (row.address, row.application) == (companion.email, case)


def test_the_last_day_moves_and_only_the_new_one_is_told(
    programme: Programme, province_officer: User, officer: User, coordinator: User
) -> None:
    lp3h = coordinator.memberships.get().organisation
    factories.make_allocation(programme, granted=5, by=province_officer)
    factories.make_allocation(programme, organisation=lp3h, granted=2, by=province_officer)
    told = datetime(2026, 12, 1, 4, tzinfo=UTC)

    assert queued(told - DAY, "programme-end") == []
    first = queued(told, "programme-end")
    assert {row.address for row in first} == {
        province_officer.email,
        officer.email,
        coordinator.email,
    }
    Programme.objects.update(ends_on=date(2027, 1, 31))

    assert queued(told + DAY, "programme-end") == []
    dropped = Reminder.objects.filter(rule="programme-end")
    assert set(dropped.values_list("drop_reason", flat=True)) == {DropReason.MOOT}
    again = queued(datetime(2027, 1, 1, 4, tzinfo=UTC), "programme-end")
    assert ["31 Januari 2027" in row.body for row in again] == [True] * 3


def test_the_first_day_is_told_a_week_before(programme: Programme, province_officer: User) -> None:
    Programme.objects.update(starts_on=date(2026, 10, 1))

    assert queued(datetime(2026, 9, 23, 4, tzinfo=UTC), "programme-start") == []
    [row] = queued(datetime(2026, 9, 24, 4, tzinfo=UTC), "programme-start")
    assert (row.address, row.expires_on) == (province_officer.email, date(2026, 10, 1))


def test_a_kabupaten_is_asked_for_its_list_until_it_answers(
    programme: Programme, province_officer: User, officer: User, stranger: User
) -> None:
    call = NominationCall.objects.create(
        programme=programme, name="Tahap 1", due_on=date(2026, 9, 14), created_by=province_officer
    )
    asked = [
        NominationRequest.objects.create(call=call, region=factories.make_region(code), places=9)
        for code in (factories.EAST_KUTAI, factories.SAMARINDA)
    ]
    asked[1].due_on = date(2026, 9, 30)  # a later day was granted
    asked[1].save()

    [row] = queued(MONDAY + 2 * DAY, "call-due")  # three working days before the 14th
    assert row.address == officer.email
    assert "Kirim 9 usulan paling lambat 14 September 2026" in row.body
    asked[0].answered_at, asked[0].answered_by = timezone.now(), officer
    asked[0].save()
    assert queued(MONDAY + 3 * DAY, "call-due") == []
    later = queued(datetime(2026, 9, 25, 4, tzinfo=UTC), "call-due")
    assert [each.address for each in later] == [stranger.email]


def test_an_open_test_is_told_until_it_is_handed_in(officer: User) -> None:
    with time_machine.travel(MONDAY - 5 * DAY, tick=False):
        event = make_event(by=officer, starts_at=MONDAY - timedelta(hours=3), ends_at=MONDAY)
    test = KnowledgeTest.objects.create(
        event=event,
        pre_opens_at=MONDAY - 2 * DAY,
        pre_closes_at=MONDAY - DAY,
        post_opens_at=MONDAY,
        post_closes_at=MONDAY + 4 * DAY,
    )
    ani, budi = (
        Participant.objects.create(
            event=event,
            region=event.region,
            name=name,
            mode=Mode.ONSITE,
            email=f"{name.lower()}@contoh.id",
        )
        for name in ("Ani", "Budi")
    )
    assert queued(MONDAY + DAY, "test-open") == []  # a test without questions
    _ask(test, officer)
    assert len(queued(MONDAY + DAY, "test-open")) == 2
    Sitting.objects.create(test=test, participant=ani, phase=Phase.POST, submitted_at=MONDAY + DAY)

    [row] = queued(MONDAY + DAY + timedelta(hours=1), "test-open")
    assert row.recipient_name == budi.name
    assert "Tes ditutup Jumat, 11 September 2026 pukul 12.00 WITA" in row.body
    assert queued(MONDAY + 5 * DAY, "test-open") == []


def _ask(test: KnowledgeTest, by: User) -> None:
    [question] = make_questions(1, by=by)
    TestItem.objects.create(test=test, question=question, position=1)


@pytest.fixture
def target(programme: Programme) -> Target:
    return Target.objects.create(
        programme=programme,
        name="Triwulan",
        quantity=10,
        starts_on=date(2026, 6, 1),
        due_on=date(2026, 12, 1),
    )


def test_a_target_that_falls_behind_is_told_once_for_each_change(
    target: Target, province_officer: User, officer: User, head: User
) -> None:
    first = queued(MONDAY, "target-at-risk")
    assert {row.address for row in first} == {province_officer.email, head.email}
    assert "Target Triwulan program" in first[0].body
    assert "sekarang tertinggal" in first[0].body
    for days in range(1, 20):  # not daily
        queued(MONDAY + days * DAY, "target-at-risk")
    assert Reminder.objects.filter(rule="target-at-risk").count() == 2
    Reminder.objects.update(status=ReminderStatus.SENT, drop_reason="", sent_at=MONDAY)

    TargetLight.objects.update(light=Light.GREEN)  # it was well for a while
    found = queued(MONDAY + 20 * DAY, "target-at-risk")
    assert len(found) == 4
    assert found[-1].due_on == (MONDAY + 20 * DAY).date()


def test_a_light_that_turns_green_takes_the_waiting_one_back(
    target: Target, province_officer: User
) -> None:
    [row] = queued(MONDAY, "target-at-risk")
    Target.objects.update(quantity=0)

    assert queued(MONDAY + DAY, "target-at-risk") == []
    row.refresh_from_db()
    assert row.drop_reason == DropReason.MOOT


def test_a_target_of_a_kabupaten_is_told_there(
    target: Target, province_officer: User, officer: User, stranger: User
) -> None:
    Target.objects.update(region=factories.make_region(factories.EAST_KUTAI))

    found = queued(MONDAY, "target-at-risk")

    assert {row.address for row in found} == {province_officer.email, officer.email}


def test_a_target_moved_before_its_reminder_is_told_for_the_new_day_alone(
    target: Target, province_officer: User
) -> None:
    week_before = datetime(2026, 11, 24, 4, tzinfo=UTC)
    Target.objects.update(due_on=date(2026, 12, 5))

    assert queued(week_before, "target-due") == []
    [row] = queued(week_before + 4 * DAY, "target-due")
    Target.objects.update(due_on=date(2026, 12, 20))
    assert queued(week_before + 5 * DAY, "target-due") == []
    row.refresh_from_db()
    assert row.status == ReminderStatus.CANCELLED
    assert len(queued(datetime(2026, 12, 13, 4, tzinfo=UTC), "target-due")) == 1
