"""Four hundred days of a programme: each reminder leaves once, or is dropped for a reason."""

import email.policy
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from accounts.models import User
from certification.enums import Status
from certification.models import Application, Programme, Target
from halalportal.lib.formats import day_and_date
from halalportal.outbox.models import Entry
from regions.models import Region
from reports.enums import DropReason, ReminderStatus
from reports.invariants import digests_beyond_one_a_day, reminders_on_their_way, third_messages
from reports.models import Reminder, ReminderRule
from reports.quiet_hours import QUIET_FROM, QUIET_UNTIL
from reports.selectors.due import RuleInUse, local_day, shifted
from reports.services import delivery, reminders
from reports.tasks import queue_due_reminders, send_reminder
from tests import factories
from tests.reports.conftest import Mailbox, MakeCase
from tests.workshops.making import details, make_event
from workshops.enums import Mode
from workshops.models import Event, Participant
from workshops.services import events

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules")]

FIRST = date(2026, 2, 2)
DAYS = 400  # into March of the next year
OFF = range(100, 107)  # beat is off for a week
DOWN = range(200, 202)  # the mail server answers no
ZONES = {"64.08": "Asia/Makassar", "64.72": "Asia/Jakarta", "64.03": "Asia/Jayapura"}
DEADLY = 23  # so often the worker dies between "sending" and "sent"


@dataclass
class Return:
    """A case that came back, and the day on which its owner sent it again."""

    application: Application
    due_on: date
    day: int
    until: int


@dataclass
class World:
    """What happens from day to day, from a fixed seed."""

    by: User
    officer: User
    programme: Programme
    make_case: MakeCase
    returned: list[Return] = field(default_factory=list)
    events: list[tuple[Event, int]] = field(default_factory=list)
    moves: Counter[int] = field(default_factory=Counter)
    dice: random.Random = field(default_factory=lambda: random.Random(7))

    def live(self, day: int, now: datetime) -> None:
        """At one in the afternoon, when the messages of the day have left."""
        self._send_again(day, now)
        if day % 4 == 0:
            self._return_some(day, now)
        if day % 15 == 3:
            self._plan_event(now)
        for event, moves_on in self.events:
            if moves_on == day:
                self._move(event)

    def _send_again(self, day: int, now: datetime) -> None:
        for case in self.returned:
            if case.until == day:
                case.application.status = Status.SUBMITTED
                case.application.status_changed_at = now
                case.application.save(update_fields=["status", "status_changed_at"])

    def _return_some(self, day: int, now: datetime) -> None:
        """One case, sometimes two of the same owner."""
        region = self.dice.choice(list(ZONES))
        rule = RuleInUse.of(ReminderRule.objects.get(pk="returned-unanswered"))
        due_on = shifted(local_day(now, ZONES[region]), rule)
        for _ in range(2 if day % 20 == 0 else 1):
            business = factories.make_business(
                regency=region, email=f"usaha{day}@contoh.id", owner_name=f"Pemilik {day}"
            )
            case = self.make_case(business, self.programme, by=self.by, since=now)
            self.returned.append(Return(case, due_on, day, day + self.dice.randint(1, 25)))

    def _plan_event(self, now: datetime) -> None:
        starts_at = now.replace(hour=1) + timedelta(days=self.dice.randint(6, 12))
        event = make_event(
            by=self.officer, starts_at=starts_at, ends_at=starts_at + timedelta(hours=3)
        )
        for number in range(2):
            Participant.objects.create(
                event=event,
                region=event.region,
                name=f"Peserta {event.pk} {number}",
                mode=Mode.ONSITE,
                email=f"peserta{event.pk}-{number}@contoh.id",
            )
        # Some move in time, some on the day after everybody was told, some never.
        start = (starts_at.date() - FIRST).days
        self.events.append((event, self.dice.choice([start - 1, start - 3, -1])))

    def _move(self, event: Event) -> None:
        event.refresh_from_db()
        shift = timedelta(days=self.dice.randint(3, 9))
        new = details(
            organiser=event.organiser,
            starts_at=event.starts_at + shift,
            ends_at=event.ends_at + shift,
        )
        events.change(event=event, details=new, by=self.officer)
        self.moves[event.pk] += 1

    def expects(self, case: Return) -> bool:
        """Whether the owner was to be told: still returned on the first morning it could leave."""
        able = (d for d in range(case.day + 1, DAYS) if d not in OFF and d not in DOWN)
        first = next((d for d in able if FIRST + timedelta(days=d) >= case.due_on), None)
        if first is None:
            return False
        too_late = FIRST + timedelta(days=first) > case.due_on + timedelta(days=14)
        return first <= case.until and not too_late


@pytest.fixture
def world(province_officer: User, officer: User, make_case: MakeCase) -> World:
    for code, zone in ZONES.items():
        factories.make_region(code)
        Region.objects.filter(pk=code).update(time_zone=zone)
    programme = factories.make_programme(
        by=province_officer, starts_on=FIRST, ends_on=FIRST + timedelta(days=380)
    )
    for months in (3, 7):
        Target.objects.create(
            programme=programme,
            name=f"Target {months} bulan",
            quantity=100 * months,
            starts_on=FIRST,
            due_on=FIRST + timedelta(days=28 * months),
        )
    return World(province_officer, officer, programme, make_case)


@pytest.fixture
def dying(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The reminders whose worker died after the server had taken the mail."""
    note_sent: Callable[..., None] = delivery._note_sent
    died: list[int] = []
    count = iter(range(1, 10_000))

    def note(taken: list[Reminder]) -> None:
        if next(count) % DEADLY == 0:
            died.extend(reminder.pk for reminder in taken)
            raise SystemExit
        note_sent(taken)

    monkeypatch.setattr(delivery, "_note_sent", note)
    return died


def drain(clock: time_machine.Traveller, at: datetime) -> None:
    """What beat and worker do at a moment; some tasks are delivered five times."""
    clock.move_to(at)
    due = Entry.objects.waiting().filter(not_before__lte=at).order_by("not_before", "pk")
    for pk in list(due.values_list("pk", flat=True)):
        for _ in range(5 if pk % 9 == 0 else 1):
            try:
                send_reminder.run(pk)
            except SystemExit:
                break


def decide(by: User) -> int:
    """A person looks at what nobody knows of: all of it had arrived."""
    uncertain = list(Reminder.objects.uncertain().select_related("region"))
    for reminder in uncertain:
        reminders.mark_sent(reminder=reminder, by=by)
    return len(uncertain)


def mornings() -> Iterator[tuple[int, datetime]]:
    for day in range(DAYS):
        midnight = datetime.combine(FIRST + timedelta(days=day), datetime.min.time(), UTC)
        yield day, midnight


def test_each_reminder_reaches_its_reader_once(
    world: World, mail_server: Mailbox, dying: list[int]
) -> None:
    decided = 0
    with time_machine.travel(datetime(2026, 2, 1, tzinfo=UTC), tick=False) as clock:
        for day, midnight in mornings():
            mail_server.answer = "451 later" if day in DOWN else "250 OK"
            if day not in OFF:
                # 05.30, 06.30 and 07.30 in the three zones: only the last may be written to.
                early = midnight - timedelta(minutes=90)
                clock.move_to(early)
                queue_due_reminders.run()
                drain(clock, early)
                drain(clock, midnight + timedelta(minutes=10))
            if day == 60:  # before it was told of, and after
                Target.objects.filter(name="Target 3 bulan").update(due_on=FIRST + timedelta(100))
            clock.move_to(midnight + timedelta(hours=5))
            decided += decide(world.by)
            world.live(day, midnight + timedelta(hours=5))
        end = midnight + timedelta(days=40)
        for hours in range(0, 96, 24):
            clock.move_to(end + timedelta(hours=hours))
            queue_due_reminders.run()
            drain(clock, end + timedelta(hours=hours))
            decided += decide(world.by)

    letters = [
        email.message_from_bytes(letter, policy=email.policy.default)
        for letter in mail_server.letters
    ]
    by_id = {str(letter["Message-ID"]): letter.get_content() for letter in letters}
    assert len(by_id) == len(letters), "a message left twice"
    assert len(letters) > 100
    assert dying, "no worker died"
    assert decided == len(dying)
    _each_row_has_one_fate(by_id)
    _owners_were_told_as_expected(world)
    _participants_know_the_last_time(world, letters)
    assert [*reminders_on_their_way(), *third_messages(), *digests_beyond_one_a_day()] == []


def _each_row_has_one_fate(by_id: dict[str, str]) -> None:
    named: Counter[str] = Counter()
    for reminder in Reminder.objects.select_related("region"):
        if reminder.status == ReminderStatus.CANCELLED:
            assert reminder.drop_reason in (DropReason.MOOT, DropReason.LATE), reminder.key
            continue
        assert reminder.status == ReminderStatus.SENT, (reminder.key, reminder.status)
        message = f"<pengingat-{reminder.lead_id or reminder.pk}@localhost>"
        assert reminder.body.split("https://")[0].strip() in by_id[message].replace("\n", " ") or (
            reminder.body[:40] in by_id[message]
        )
        named[message] += 1
        assert reminder.taken_at
        hour = reminder.taken_at.astimezone(ZoneInfo(reminder.region.time_zone)).time()
        assert QUIET_UNTIL <= hour < QUIET_FROM, (reminder.key, hour)
    assert named.keys() == by_id.keys(), "a message without a reminder"
    assert max(named.values()) > 1, "nothing ever left together"


def _owners_were_told_as_expected(world: World) -> None:
    told = Counter(
        Reminder.objects.filter(rule="returned-unanswered", status=ReminderStatus.SENT).values_list(
            "application_id", flat=True
        )
    )
    for case in world.returned:
        assert told[case.application.pk] == world.expects(case), (case.day, case.until)
    assert 20 < len(told) < len(world.returned)


def _participants_know_the_last_time(
    world: World, letters: list[email.message.EmailMessage]
) -> None:
    for event, _ in world.events:
        event.refresh_from_db()
        starts_on = local_day(event.starts_at, event.time_zone)
        day = (starts_on - FIRST).days
        if day >= DAYS or any(d in OFF or d in DOWN for d in range(day - 2, day + 1)):
            continue
        for participant in event.participants.all():
            mine = [each for each in letters if each["To"] == participant.email]
            assert 1 <= len(mine) <= 1 + 2 * world.moves[event.pk], event.pk
            assert day_and_date(starts_on) in mine[-1].get_content().replace("\n", " ")
