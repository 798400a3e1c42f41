"""Events of a programme follow its reminder rules; events without one follow the portal's."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from accounts.models import User
from certification.models import Programme
from reports.enums import Channel, DropReason, ReminderStatus
from reports.models import ProgrammeReminderRule, Reminder, ReminderRule
from reports.selectors.due_rules import RULE_QUERIES, due_reminders
from reports.services import event_programmes, reminders
from tests import factories
from tests.reports.event_rules import restore
from tests.workshops.inviting import delegate
from tests.workshops.making import details, make_event
from tests.workshops.testing import make_questions
from workshops.enums import Mode
from workshops.models import ActionItem, Event, KnowledgeTest, Participant, TestItem
from workshops.services import events

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules", "event_rules")]

NOON = datetime(2026, 9, 8, 4, tzinfo=UTC)  # a Tuesday, in Kalimantan Timur
DAY = timedelta(days=1)
OF_EVENTS = [
    "action-due",
    "action-overdue",
    "event-moved",
    "event-tomorrow",
    "invitation-unanswered",
    "seat-found",
    "test-open",
]


@pytest.fixture
def event_rules(db: None) -> None:
    restore()


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def programme(province_officer: User) -> Programme:
    return factories.make_programme(by=province_officer)


def make_busy_event(by: User) -> Event:
    """An event of which today every rule has something to say."""
    with time_machine.travel(NOON - 5 * DAY, tick=False):
        event = make_event(
            by=by,
            starts_at=NOON + timedelta(hours=21),
            ends_at=NOON + DAY,
            answer_by=date(2026, 9, 9),
        )
        delegate(event, by=by, count=2, name="Sri Contoh", email="sri@contoh.id")
    came = [
        Participant.objects.create(
            event=event,
            region=event.region,
            name=name,
            mode=Mode.ONSITE,
            email=f"{name.lower()}@contoh.id",
            promoted_at=promoted_at,
        )
        for name, promoted_at in (("Ani", None), ("Budi", None), ("Cici", NOON))
    ]
    _ask(event, by)
    for position, day in enumerate((date(2026, 9, 10), date(2026, 9, 7)), start=1):
        ActionItem.objects.create(
            event=event,
            position=position,
            text="Mengirim daftar",
            office=factories.make_organisation(),
            person=by,
            due_on=day,
        )
    _move(event, came[0])
    return event


def _ask(event: Event, by: User) -> None:
    test = KnowledgeTest.objects.create(
        event=event,
        pre_opens_at=NOON - 3 * DAY,
        pre_closes_at=NOON - 2 * DAY,
        post_opens_at=NOON - DAY,
        post_closes_at=NOON + DAY,
    )
    [question] = make_questions(1, by=by)
    TestItem.objects.create(test=test, question=question, position=1)


def _move(event: Event, told: Participant) -> None:
    """Moved today; one person knows the old hour."""
    Event.objects.filter(pk=event.pk).update(revision=1, moved_revision=1, changed_at=NOON)
    Reminder.objects.create(
        key=f"event-tomorrow:{told.pk}:20260909",
        rule_id="event-tomorrow",
        region=event.region,
        event=event,
        recipient_name=told.name,
        channel=Channel.EMAIL,
        address=told.email,
        due_on=date(2026, 9, 8),
        expires_on=date(2026, 9, 9),
        status=ReminderStatus.SENT,
        sent_at=NOON - DAY,
    )


def told_of(code: str, now: datetime = NOON) -> set[int]:
    """The events of which a rule has something to say."""
    found = set()
    for due in due_reminders(now):
        if due.rule.code != code:
            continue
        if due.event_id is None:
            item = ActionItem.objects.get(pk=int(due.period.split(":")[0]))
            found.add(item.event_id)
        else:
            found.add(due.event_id)
    return found


def set_own(programme: Programme, code: str, **changes: Any) -> ProgrammeReminderRule:
    """The portal's rule, otherwise for this programme."""
    rule = ReminderRule.objects.get(pk=code)
    names = ("offset_days", "day_basis", "subject", "body", "is_active")
    values = {name: getattr(rule, name) for name in names} | changes
    return ProgrammeReminderRule.objects.create(programme=programme, rule=rule, **values)


@pytest.mark.parametrize("code", OF_EVENTS)
def test_an_event_follows_the_rule_of_its_programme_and_others_the_portal(
    code: str, programme: Programme, officer: User
) -> None:
    other = factories.make_programme(by=officer)
    inside, elsewhere, alone = (make_busy_event(officer) for _ in range(3))
    event_programmes.put_into(event=inside, programme=programme, by=officer)
    event_programmes.put_into(event=elsewhere, programme=other, by=officer)
    everyone = {inside.pk, elsewhere.pk, alone.pk}
    assert told_of(code) == everyone

    own = set_own(programme, code, is_active=False)
    assert told_of(code) == everyone - {inside.pk}
    ReminderRule.objects.filter(pk=code).update(is_active=False)
    own.is_active = True
    own.save()
    assert told_of(code) == {inside.pk}


def test_every_rule_can_be_set_for_a_programme() -> None:
    assert set(OF_EVENTS) < RULE_QUERIES.keys()


@pytest.fixture
def event(officer: User, programme: Programme) -> Event:
    """On Wednesday the 23rd, of the programme, with one participant."""
    starts_at = datetime(2026, 9, 23, 1, tzinfo=UTC)
    found = make_event(by=officer, starts_at=starts_at, ends_at=starts_at + DAY)
    Participant.objects.create(
        event=found, region=found.region, name="Ani", mode=Mode.ONSITE, email="ani@contoh.id"
    )
    event_programmes.put_into(event=found, programme=programme, by=officer)
    return found


Queue = Callable[[datetime], list[Reminder]]


@pytest.fixture
def queue(clock: time_machine.Traveller) -> Queue:
    def run(at: datetime) -> list[Reminder]:
        clock.move_to(at)
        reminders.queue_due(now=at)
        return list(Reminder.objects.waiting().order_by("pk"))

    return run


@pytest.mark.usefixtures("event")
def test_own_days_and_words(programme: Programme, queue: Queue) -> None:
    words = "Bawa KTP ke {kegiatan}. {tautan}"
    set_own(programme, "event-tomorrow", offset_days=-10, body=words)

    assert queue(datetime(2026, 9, 12, 4, tzinfo=UTC)) == []
    [row] = queue(datetime(2026, 9, 13, 4, tzinfo=UTC))
    assert row.body.startswith("Bawa KTP ke Workshop Uji. http")


@pytest.mark.usefixtures("event")
def test_days_far_ahead_are_seen_in_time(programme: Programme, queue: Queue) -> None:
    """A form takes up to 120 days; working days reach further than they are many."""
    set_own(programme, "event-tomorrow", offset_days=-60, day_basis="working")

    assert len(queue(datetime(2026, 7, 10, 4, tzinfo=UTC))) == 1


def test_an_event_that_joins_a_programme_is_told_in_its_words(
    event: Event, programme: Programme, officer: User, queue: Queue
) -> None:
    set_own(programme, "event-tomorrow", body="Ibu, besok. {tautan}")
    event_programmes.put_into(event=event, programme=None, by=officer)
    eve = datetime(2026, 9, 22, 2, tzinfo=UTC)
    assert "Anda terdaftar" in queue(eve)[0].body

    event_programmes.put_into(event=event, programme=programme, by=officer)
    [row] = queue(eve + timedelta(minutes=1))
    assert row.body.startswith("Ibu, besok.")
    ProgrammeReminderRule.objects.update(is_active=False)
    assert queue(eve + timedelta(minutes=2)) == []
    row.refresh_from_db()
    assert row.drop_reason == DropReason.MOOT
    event_programmes.put_into(event=event, programme=None, by=officer)
    assert [each.pk for each in queue(eve + timedelta(minutes=3))] == [row.pk]


@pytest.mark.parametrize(
    ("own", "told"),
    [
        ({"is_active": True}, "event-moved"),
        # Nobody speaks of the move, so the usual reminder says the new hour.
        ({"is_active": False}, "event-tomorrow"),
        # Two days later the event is over: the move is told on its morning at the latest.
        ({"offset_days": 2}, "event-moved"),
    ],
)
def test_a_move_is_told_once_by_the_rule_of_the_programme(
    *,
    own: dict[str, Any],
    told: str,
    event: Event,
    programme: Programme,
    officer: User,
    queue: Queue,
) -> None:
    set_own(programme, "event-moved", **own)
    eve = datetime(2026, 9, 22, 2, tzinfo=UTC)
    queue(eve)
    Reminder.objects.update(status=ReminderStatus.SENT, sent_at=eve)
    event.refresh_from_db()
    later = timedelta(hours=3)
    changed = details(
        organiser=event.organiser, starts_at=event.starts_at + later, ends_at=event.ends_at + later
    )
    events.change(event=event, details=changed, by=officer)

    seen = {row.pk for hours in (1, 3, 22) for row in queue(eve + timedelta(hours=hours))}
    assert list(Reminder.objects.filter(pk__in=seen).values_list("rule_id", flat=True)) == [told]
