"""An event moved after people were told: who hears of it, once, and until when."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest
import time_machine

from accounts.models import User
from reports.enums import Channel, ReminderStatus
from reports.models import Reminder, ReminderRule
from reports.services import reminders
from tests.workshops.making import details, make_event
from workshops.enums import Mode, ParticipantStatus
from workshops.models import Event, Participant
from workshops.services import events, sessions
from workshops.services.links import participant_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules", "moved_rule")]

# 09.00 WITA on a Wednesday; the reminder falls due on the Tuesday.
START = datetime(2026, 9, 9, 1, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def moved_rule(db: None) -> None:
    for rule in import_module("reports.migrations.0011_event_moved_rule").RULES:
        ReminderRule.objects.update_or_create(code=rule["code"], defaults=rule)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(START - 3 * DAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def event(officer: User) -> Event:
    return make_event(by=officer, starts_at=START, ends_at=START + 6 * HOUR)


def come(event: Event, name: str, **fields: object) -> Participant:
    values = {"name": name, "mode": Mode.ONSITE, "email": f"{name.lower()}@contoh.id"} | fields
    return Participant.objects.create(event=event, region=event.region, **values)


def queue(clock: time_machine.Traveller, at: datetime) -> list[tuple[str, str]]:
    """(rule, name) of what a run at a moment adds."""
    clock.move_to(at)
    known = set(Reminder.objects.values_list("pk", flat=True))
    reminders.queue_due(now=at)
    new = Reminder.objects.exclude(pk__in=known).order_by("pk")
    return [(row.rule_id, row.recipient_name) for row in new]


def send_all(clock: time_machine.Traveller) -> None:
    Reminder.objects.filter(status=ReminderStatus.QUEUED).update(
        status=ReminderStatus.SENT, sent_at=START - DAY
    )


def move(event: Event, by: User, shift: timedelta, **changes: object) -> None:
    event.refresh_from_db()
    new = details(
        organiser=event.organiser,
        starts_at=event.starts_at + shift,
        ends_at=event.ends_at + shift,
        **changes,
    )
    events.change(event=event, details=new, by=by)


def test_who_was_told_is_told_the_new_time_once(
    event: Event, officer: User, clock: time_machine.Traveller
) -> None:
    person = come(event, "Ani")
    assert queue(clock, START - DAY) == [("event-tomorrow", "Ani")]
    send_all(clock)
    come(event, "Budi")  # registers later, and knows no old time
    move(event, officer, 7 * DAY)

    assert queue(clock, START - DAY + HOUR) == [("event-moved", "Ani")]
    assert queue(clock, START - DAY + 2 * HOUR) == []
    message = Reminder.objects.get(rule="event-moved")
    assert "Rabu, 16 September 2026 pukul 09.00 WITA" in message.body
    assert "Aula Uji" in message.body
    token = message.body.split("/kegiatan/p/")[1].split("/")[0]
    assert participant_of(token) == person
    send_all(clock)

    # A week later both get the usual reminder of the new day.
    tomorrow = queue(clock, START + 6 * DAY)
    assert tomorrow == [("event-tomorrow", "Ani"), ("event-tomorrow", "Budi")]


def test_another_hour_of_the_same_day_is_told_once(
    event: Event, officer: User, clock: time_machine.Traveller
) -> None:
    come(event, "Ani")
    come(event, "Budi", email="", phone="+6281234567890")
    assert len(queue(clock, START - DAY)) == 2
    Reminder.objects.filter(channel=Channel.EMAIL).update(
        status=ReminderStatus.SENT, sent_at=START - DAY
    )
    move(event, officer, 3 * HOUR)

    # Ani knows the old hour; what waits for Budi is withdrawn and written anew.
    found = queue(clock, START - DAY + HOUR)
    assert found == [("event-moved", "Ani"), ("event-tomorrow", "Budi")]
    waiting = Reminder.objects.filter(status=ReminderStatus.QUEUED)
    assert all("pukul 12.00 WITA" in row.body for row in waiting)
    assert Reminder.objects.filter(status=ReminderStatus.CANCELLED).count() == 1
    send_all(clock)
    assert queue(clock, START - DAY + 2 * HOUR) == []


def test_each_move_is_told_and_only_the_last_one_waits(
    event: Event, officer: User, clock: time_machine.Traveller
) -> None:
    come(event, "Ani")
    queue(clock, START - DAY)
    send_all(clock)
    move(event, officer, DAY)
    assert queue(clock, START - DAY + HOUR) == [("event-moved", "Ani")]
    move(event, officer, DAY)
    assert queue(clock, START - DAY + 2 * HOUR) == [("event-moved", "Ani")]
    [waiting] = Reminder.objects.filter(status=ReminderStatus.QUEUED)
    assert "Jumat, 11 September 2026" in waiting.body


def test_a_session_moved_alone_is_told(
    officer: User, event: Event, clock: time_machine.Traveller
) -> None:
    session = sessions.add(
        event=event, title="Alur", starts_at=START, ends_at=START + HOUR, by=officer
    )
    come(event, "Ani")
    queue(clock, START - DAY)
    send_all(clock)
    sessions.change(
        session=session, title="Alur SD", starts_at=START, ends_at=START + HOUR, by=officer
    )
    assert queue(clock, START - DAY + HOUR) == []  # another title is no other time
    sessions.change(
        session=session,
        title="Alur",
        starts_at=START + 4 * HOUR,
        ends_at=START + 5 * HOUR,
        by=officer,
    )
    assert queue(clock, START - DAY + 2 * HOUR) == [("event-moved", "Ani")]


def test_another_place_is_told_and_another_description_is_not(
    event: Event, officer: User, clock: time_machine.Traveller
) -> None:
    come(event, "Ani")
    queue(clock, START - DAY)
    send_all(clock)
    move(event, officer, timedelta(), description="Bawa KTP.")
    assert queue(clock, START - DAY + HOUR) == []
    move(event, officer, timedelta(), description="Bawa KTP.", venue="Hotel Uji")
    assert queue(clock, START - DAY + 2 * HOUR) == [("event-moved", "Ani")]
    assert "Hotel Uji" in Reminder.objects.get(rule="event-moved").body


def test_nobody_hears_of_a_move_after_the_start_or_after_declining(
    event: Event, officer: User, clock: time_machine.Traveller
) -> None:
    come(event, "Ani")
    declined = come(event, "Budi")
    queue(clock, START - DAY)
    send_all(clock)
    declined.status = ParticipantStatus.DECLINED
    declined.save(update_fields=["status"])
    move(event, officer, HOUR)
    assert queue(clock, START + HOUR) == []  # it begins at this moment
    assert queue(clock, START - HOUR) == [("event-moved", "Ani")]
    queue(clock, START + 2 * HOUR)
    assert Reminder.objects.get(rule="event-moved").status == ReminderStatus.CANCELLED


def test_a_silenced_rule_does_not_silence_the_reminder_of_the_day(
    event: Event, officer: User, clock: time_machine.Traveller
) -> None:
    ReminderRule.objects.filter(code="event-moved").update(is_active=False)
    come(event, "Ani")
    queue(clock, START - DAY)
    send_all(clock)
    move(event, officer, HOUR)
    assert queue(clock, START - DAY + HOUR) == [("event-tomorrow", "Ani")]


def test_an_event_that_never_moved_tells_nobody_of_a_move(
    event: Event, officer: User, clock: time_machine.Traveller
) -> None:
    make_event(by=officer)
    come(event, "Ani")
    queue(clock, START - DAY)
    send_all(clock)
    assert queue(clock, START - DAY + HOUR) == []
