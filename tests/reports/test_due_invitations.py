"""Reminders of unanswered invitations, and news of a seat from the waiting list."""

import datetime
from collections.abc import Iterator
from importlib import import_module

import pytest
import time_machine

from accounts.models import User
from reports.enums import ReminderStatus
from reports.models import Reminder, ReminderRule
from reports.services import reminders
from tests import factories
from tests.workshops.inviting import delegate, send
from tests.workshops.making import at, join, make_event
from workshops.enums import ParticipantStatus
from workshops.models import Event, Invitation
from workshops.services import answers, participants

pytestmark = pytest.mark.django_db

# The event is on Tuesday, 1 December 2026; answers are asked for until the Friday before.
FRIDAY = datetime.date(2026, 11, 27)
INVITED, WAITING = ParticipantStatus.INVITED, ParticipantStatus.WAITING


@pytest.fixture(autouse=True)
def _rules() -> Iterator[None]:
    """The rules of the migration, also after a test that emptied the tables."""
    for rule in import_module("reports.migrations.0014_invitation_reminders").RULES:
        ReminderRule.objects.get_or_create(code=rule["code"], defaults=rule)
    with time_machine.travel(noon(16)):
        yield


@pytest.fixture
def event(officer: User) -> Event:
    event = make_event(by=officer, onsite_seats=3)
    Event.objects.filter(pk=event.pk).update(answer_by=FRIDAY)
    return event


def noon(day: int) -> datetime.datetime:
    """Noon of a day of November."""
    moment: datetime.datetime = at(12, day=datetime.date(2026, 11, day))
    return moment


def queue(day: int) -> list[Reminder]:
    """What stands in the queue after the portal worked at noon of that day."""
    with time_machine.travel(noon(day), tick=False):
        reminders.queue_due(now=noon(day))
    return list(Reminder.objects.exclude(status=ReminderStatus.CANCELLED).order_by("pk"))


def test_who_has_not_answered_is_reminded_three_working_days_before(
    event: Event, officer: User
) -> None:
    delegate(event, by=officer, count=2, name="Sri Contoh", email="sri@contoh.id")
    join(event, by=officer, status=INVITED, phone="+6281255550001")
    assert queue(23) == []
    found = queue(24)  # Tuesday
    assert (found[0].recipient_name, found[0].channel) == ("Sri Contoh", "email")
    assert [each.address for each in found] == ["sri@contoh.id", "+6281255550001"]
    assert "27 November 2026" in found[0].body
    assert "/kegiatan/undangan/" in found[0].body
    assert "/jawab/" in found[1].body
    assert queue(26) == found


def test_who_answered_is_left_alone_and_a_waiting_reminder_dropped(
    event: Event, officer: User
) -> None:
    delegation = delegate(event, by=officer, count=2, phone="+6281255550002")
    guest = join(event, by=officer, status=INVITED, phone="+6281255550001")
    with time_machine.travel(noon(17)):
        send(delegation, "Ani")
    assert [each.address for each in queue(24)] == ["+6281255550001"]
    with time_machine.travel(noon(24)):
        answers.refuse(participant=guest)
    assert queue(25) == []
    assert Reminder.objects.get().status == ReminderStatus.CANCELLED


def test_whoever_was_invited_today_is_reminded_tomorrow(event: Event, officer: User) -> None:
    guest = join(event, by=officer, status=INVITED, phone="+6281255550001")
    Invitation.objects.filter(participant=guest).update(made_at=noon(25))
    assert queue(25) == []
    assert len(queue(26)) == 1


def test_without_a_last_day_the_event_itself_counts(event: Event, officer: User) -> None:
    Event.objects.filter(pk=event.pk).update(answer_by=None)
    join(event, by=officer, status=INVITED, phone="+6281255550001")
    assert queue(25) == []
    assert "1 Desember 2026" in queue(26)[0].body


def test_a_seat_from_the_waiting_list_is_told_at_once(officer: User) -> None:
    event = make_event(by=officer, onsite_seats=1)
    first = join(event, by=officer)
    second = join(event, by=officer, status=WAITING, phone="+6281255550001")
    assert queue(16) == []
    participants.decline(participant=first, by=officer)
    [told] = queue(16)
    assert (told.rule_id, told.address) == ("seat-found", "+6281255550001")
    assert "Selasa, 1 Desember 2026" in told.body
    assert "/kegiatan/p/" in told.body
    assert queue(17) == [told]
    participants.decline(participant=second, by=officer)
    assert queue(18) == []


def test_a_business_without_any_contact_is_not_written_to(officer: User) -> None:
    event = make_event(by=officer, onsite_seats=1)
    first = join(event, by=officer, business=factories.make_business())
    join(event, by=officer, status=WAITING, business=factories.make_business())
    participants.decline(participant=first, by=officer)
    assert queue(16) == []
