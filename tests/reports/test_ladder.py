"""The ladder of escalation: single rules, and 400 days of chance."""

import datetime
import random
from collections import defaultdict
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import pytest

from halalportal.lib.working_days import Calendar, add_days, count_days
from reports.ladder import Notice, Standstill, Step, by_person, next_slot, notices
from reports.quiet_hours import next_allowed

ZONE = "Asia/Makassar"
LADDER = (
    Step(1, "companion", 3),
    Step(2, "lp3h_coordinator", 6),
    Step(3, "regency_officer", 9),
    Step(4, "province_officer", 12),
)
PEOPLE = {
    "companion": [1],
    "lp3h_coordinator": [2],
    "regency_officer": [3, 4],
    "province_officer": [5],
}
MONDAY = datetime.date(2026, 10, 5)  # four weeks without a holiday follow


def standstill(since: datetime.date = MONDAY, **more: object) -> Standstill:
    fields: dict[str, object] = {"key": "a", "since": since, "steps": LADDER, "people": PEOPLE}
    return Standstill(**(fields | more))  # type: ignore[arg-type]


def told_on(day: datetime.date, told: set[str] | None = None) -> list[tuple[int, int, bool]]:
    found = notices(standstill(), day, told or set())
    return [(notice.step.number, notice.person, notice.acts) for notice in found]


@pytest.mark.parametrize(
    ("waited", "expected"),
    [
        (2, []),
        (3, [(1, 1, True)]),
        (5, [(1, 1, True)]),
        (6, [(1, 1, False), (2, 2, True)]),
        (9, [(1, 1, False), (2, 2, False), (3, 3, True), (3, 4, True)]),
    ],
)
def test_the_highest_due_step_acts(waited: int, expected: list[tuple[int, int, bool]]) -> None:
    assert told_on(add_days(MONDAY, waited, "working")) == expected


def test_a_step_that_was_told_is_not_told_again() -> None:
    day = add_days(MONDAY, 6, "working")
    assert told_on(day, {"a:companion:1"}) == [(2, 2, True)]
    assert told_on(day, {"a:companion:1", "a:lp3h_coordinator:2"}) == []


def test_nothing_is_said_on_a_day_off() -> None:
    saturday = datetime.date(2026, 10, 24)
    assert told_on(saturday) == []
    closed = Calendar(closed_days=frozenset({add_days(MONDAY, 6, "working")}))
    still = standstill(calendar=closed)
    assert notices(still, add_days(MONDAY, 6, "working"), set()) == []


def test_a_step_without_people_leaves_it_to_the_next() -> None:
    still = standstill(people=PEOPLE | {"lp3h_coordinator": []})
    found = notices(still, add_days(MONDAY, 9, "working"), set())
    assert [(n.step.number, n.acts) for n in found] == [(1, False), (3, True), (3, True)]


def test_a_person_with_a_digest_waits_for_tomorrow() -> None:
    day = add_days(MONDAY, 3, "working")
    assert by_person([standstill()], day, set(), lambda person: True) == {}
    assert set(by_person([standstill()], day, set(), lambda person: False)) == {1}


def test_an_owner_gets_two_messages_a_day_and_none_at_night() -> None:
    noon = datetime.datetime(2026, 10, 5, 12, tzinfo=ZoneInfo(ZONE))
    assert next_slot(noon, ZONE, [noon]) == noon
    tomorrow = noon.replace(day=6, hour=7)
    assert next_slot(noon, ZONE, [noon, noon]) == tomorrow
    night = noon.replace(hour=22)
    assert next_slot(night, ZONE, [noon, noon]) == tomorrow
    assert next_slot(night, ZONE, [tomorrow, tomorrow]) == tomorrow.replace(day=7)


@dataclass
class Case:
    key: str
    opened: datetime.date
    companion: int
    regency: int
    owner: int
    closed: datetime.date | None = None

    def still(self, calendar: Calendar) -> Standstill:
        people = {
            "companion": [self.companion] if self.companion else [],
            "lp3h_coordinator": [100 + self.companion % 3],
            "regency_officer": [200 + self.regency, 210 + self.regency],
            "province_officer": [300, 301],
        }
        return Standstill(self.key, self.opened, LADDER, people, calendar)


@dataclass
class World:
    """An office through 400 days, hour by hour, with hours in which its server is down."""

    random: random.Random
    calendar: Calendar
    cases: list[Case] = field(default_factory=list)
    told: set[str] = field(default_factory=set)
    notices: list[tuple[datetime.datetime, Notice]] = field(default_factory=list)
    digests: dict[tuple[int, datetime.date], int] = field(default_factory=lambda: defaultdict(int))
    sent: dict[int, list[datetime.datetime]] = field(default_factory=lambda: defaultdict(list))
    waiting: list[tuple[datetime.datetime, int]] = field(default_factory=list)

    def hour(self, now: datetime.datetime) -> None:
        """Chance, then what the portal does, sometimes twice and sometimes not at all."""
        self.chance(now)
        if self.is_down(now.date()):
            return
        for _ in range(self.random.choice([0, 0, 1, 2])):
            self.digest(now)
            self.deliver(now)

    def is_down(self, day: datetime.date) -> bool:
        return day.toordinal() % 97 < 6

    def chance(self, now: datetime.datetime) -> None:
        day = now.date()
        if self.random.random() < 0.04:
            number = len(self.cases)
            companion = self.random.randint(0, 9)  # 0: nobody
            case = Case(f"c{number}", day, companion, number % 4, 1_000 + number % 5)
            self.cases.append(case)
        for case in self.open_cases():
            if self.random.random() < 0.002:
                case.closed = day
        # Other reminders fall due for a few owners, at any hour.
        for _ in range(self.random.choice([0, 0, 0, 0, 0, 0, 0, 0, 1, 2])):
            self.waiting.append((now, 1_000 + self.random.randint(0, 4)))

    def open_cases(self) -> list[Case]:
        return [case for case in self.cases if case.closed is None]

    def digest(self, now: datetime.datetime) -> None:
        if next_allowed(now, ZONE) != now:
            return
        today = now.date()
        open_ones = [case.still(self.calendar) for case in self.open_cases()]
        found = by_person(
            open_ones, today, self.told, lambda person: bool(self.digests[person, today])
        )
        for person, lines in found.items():
            self.digests[person, today] += 1
            for notice in lines:
                self.told.add(notice.key)
                self.notices.append((now, notice))

    def deliver(self, now: datetime.datetime) -> None:
        due = [item for item in self.waiting if item[0] <= now]
        self.waiting = [item for item in self.waiting if item[0] > now]
        for _, owner in due:
            slot = next_slot(now, ZONE, self.sent[owner][-4:])
            if slot == now:
                self.sent[owner].append(now)
            else:
                self.waiting.append((slot, owner))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_four_hundred_days(seed: int) -> None:
    start = datetime.datetime(2026, 1, 1, tzinfo=ZoneInfo(ZONE))
    calendar = Calendar(
        closed_days=frozenset({datetime.date(2026, 1, 9)}),  # the province's own day
        open_days=frozenset({datetime.date(2026, 3, 7)}),  # a Saturday worked
    )
    world = World(random.Random(seed), calendar)
    for hour in range(400 * 24):
        world.hour(start + datetime.timedelta(hours=hour))
    last = (start + datetime.timedelta(days=399)).date()

    assert len(world.cases) > 300
    assert len(world.notices) > 500
    assert any(not notice.acts for _, notice in world.notices)
    _nothing_twice_and_one_digest(world)
    _only_by_day_and_on_working_days(world)
    _levels_in_order(world)
    _each_reaches_the_province(world, last)
    _owners_are_left_in_peace(world)


def _nothing_twice_and_one_digest(world: World) -> None:
    keys = [notice.key for _, notice in world.notices]
    assert len(keys) == len(set(keys))
    assert max(world.digests.values()) == 1
    days = {(notice.person, at.date()) for at, notice in world.notices}
    assert days == {key for key, count in world.digests.items() if count}


def _only_by_day_and_on_working_days(world: World) -> None:
    for at, _ in world.notices:
        assert 7 <= at.hour < 21
        assert world.calendar.counts(at.date()), at
    assert any(at.date() == datetime.date(2026, 3, 9) for at, _ in world.notices)


def _levels_in_order(world: World) -> None:
    """Nobody is told before the days of the step, and who acts is never below who acted."""
    acted: dict[str, int] = defaultdict(int)
    for at, notice in sorted(world.notices, key=lambda item: (item[0], not item[1].acts)):
        still = notice.standstill
        assert count_days(still.since, at.date(), world.calendar) >= notice.step.after
        if notice.acts:
            assert notice.step.number >= acted[still.key]
            acted[still.key] = notice.step.number
        else:
            assert notice.step.number < acted[still.key]


def _each_reaches_the_province(world: World, last: datetime.date) -> None:
    reached = {n.standstill.key for _, n in world.notices if n.step.role == "province_officer"}
    # Six days in which the portal stood still, and a day with a digest already, may pass by.
    slack = datetime.timedelta(days=12)
    for case in world.cases:
        due = add_days(case.opened, LADDER[-1].after, world.calendar)
        if due + slack <= min(case.closed or last, last):
            assert case.key in reached, case
        if case.closed and case.closed < due:
            assert case.key not in reached, case


def _owners_are_left_in_peace(world: World) -> None:
    assert world.sent
    for moments in world.sent.values():
        per_day: dict[datetime.date, int] = defaultdict(int)
        for at in moments:
            assert 7 <= at.hour < 21
            per_day[at.date()] += 1
        assert max(per_day.values()) == 2
