"""Reminders about decisions of meetings: before the day, once after it, none when done."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from accounts.enums import OrganisationKind
from accounts.models import Organisation, User
from reports.enums import ReminderStatus
from reports.models import Reminder
from reports.selectors.queues import waiting_queues
from reports.services import reminders
from tests import factories
from tests.factories import client_for
from tests.workshops.making import at, make_event
from workshops.enums import ActionState
from workshops.models import ActionItem
from workshops.services import actions
from workshops.services.actions import Decision

pytestmark = [pytest.mark.django_db]

# A Monday without holidays in its two weeks, noon in Kalimantan Timur.
MONDAY = datetime(2026, 9, 7, 4, 0, tzinfo=UTC)
MET_ON = date(2026, 9, 1)
LIST = "/kegiatan/tindak-lanjut/?milik=saya&batas=tiba"


def day(number: int) -> datetime:
    """Noon of the n-th day after that Monday."""
    return MONDAY + timedelta(days=number)


def queue(number: int) -> list[Reminder]:
    """What is queued, sent or not, once the n-th day came."""
    now = day(number)
    with time_machine.travel(now, tick=False):
        reminders.queue_due(now=now)
    return list(Reminder.objects.exclude(status=ReminderStatus.CANCELLED).order_by("pk"))


def told(found: list[Reminder]) -> list[tuple[str, int | None]]:
    return [(reminder.rule_id, reminder.recipient_user_id) for reminder in found]


def dinas(region: str) -> Organisation:
    return factories.make_organisation(kind=OrganisationKind.DINAS, region=region)


@pytest.fixture
def task(province_officer: User) -> ActionItem:
    """Due on Friday the 11th: for the dinas of Kutai Timur."""
    return decide(province_officer, dinas(factories.EAST_KUTAI))


def decide(by: User, office: Organisation, person: User | None = None) -> ActionItem:
    event = make_event(
        by=by,
        region=factories.EAST_KALIMANTAN,
        starts_at=at(9, day=MET_ON),
        ends_at=at(12, day=MET_ON),
        title="Rapat Uji",
    )
    decision = Decision(
        text="Kirim surat resmi.", office=office, due_on=day(4).date(), person=person
    )
    return actions.add(event=event, decision=decision, by=by)


def test_each_step_is_told_once(task: ActionItem, officer: User, stranger: User) -> None:
    assert queue(1) == []
    found = queue(2)  # Wednesday: two working days before
    assert told(found) == [("action-due", officer.pk)]
    assert found[0].subject == "Batas 11 September 2026: Kirim surat resmi"
    assert f"/kegiatan/tindak-lanjut/{task.pk}/" in found[0].body
    assert "Rapat Uji" in found[0].body
    assert queue(2) == queue(4) == found
    Reminder.objects.update(status=ReminderStatus.SENT, sent_at=day(2))
    late = queue(5)  # Saturday: the day is over
    assert told(late) == [("action-due", officer.pk), ("action-overdue", officer.pk)]
    assert "belum dilaporkan selesai" in late[1].body
    assert queue(12) == late
    assert stranger.pk not in {pk for _, pk in told(late)}


def test_what_was_done_is_not_reminded(task: ActionItem, officer: User) -> None:
    assert len(queue(2)) == 1
    with time_machine.travel(day(3), tick=False):
        actions.report(item=task, state=ActionState.DOING, text="", by=officer)
        assert len(queue(3)) == 1  # still to be done
        actions.report(item=task, state=ActionState.DONE, text="", by=officer)
    assert queue(3) == []
    assert queue(6) == []
    assert Reminder.objects.get().status == ReminderStatus.CANCELLED


def test_a_reminder_does_not_say_tomorrow_what_is_over(task: ActionItem) -> None:
    """Nothing was sent in time: after the day only the later step is told."""
    assert task.pk
    assert told(queue(7)) == [("action-overdue", Reminder.objects.get().recipient_user_id)]


def test_the_person_is_told_else_the_office_else_the_organiser(
    province_officer: User, officer: User, coordinator: User
) -> None:
    membership = coordinator.active_membership
    assert membership
    assert membership.organisation
    elsewhere = factories.make_organisation(kind=OrganisationKind.OTHER, region=factories.SAMARINDA)
    colleague = factories.make_officer(factories.EAST_KUTAI)
    decide(province_officer, dinas(factories.EAST_KUTAI), person=officer)
    decide(province_officer, dinas(factories.EAST_KUTAI))
    decide(province_officer, membership.organisation)
    decide(province_officer, elsewhere)
    recipients = [pk for _, pk in told(queue(2))]
    assert sorted(recipients, key=int) == sorted(  # type: ignore[arg-type]
        [officer.pk, officer.pk, colleague.pk, coordinator.pk, province_officer.pk]
    )


def test_the_queue_on_the_home_equals_its_list(
    task: ActionItem, officer: User, stranger: User, province_officer: User, coordinator: User
) -> None:
    membership = coordinator.active_membership
    assert membership
    assert membership.organisation
    theirs = decide(province_officer, membership.organisation)
    with time_machine.travel(day(3), tick=False):
        assert "decisions" not in counts(officer, day(3))
    with time_machine.travel(day(4), tick=False):
        for user, expected in ((officer, [task]), (coordinator, [theirs])):
            assert counts(user, day(4))["decisions"] == 1
            rows = client_for(user).get(LIST).context["rows"]
            assert [row.item for row in rows] == expected
        assert "decisions" not in counts(stranger, day(4))
        page = client_for(officer).get("/beranda/").text
        assert "Keputusan rapat jatuh tempo" in page
        assert LIST.replace("&", "&amp;") in page
        actions.report(item=task, state=ActionState.DONE, text="", by=officer)
        assert "decisions" not in counts(officer, day(4))


def counts(user: User, now: datetime) -> dict[str, int]:
    return {queue.code: queue.count for queue in waiting_queues(user, now)}
