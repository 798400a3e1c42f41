"""Who is told of a standstill, when, and how often: rules about days alone, without a database.

A standstill rises by steps, each after so many working days. Of the steps that are due, the
highest acts; the lower ones are told once that it went on. After days off, or after the portal
itself stood still, all that is due comes at once and only once.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from zoneinfo import ZoneInfo

from halalportal.lib.working_days import Calendar, count_days
from reports.quiet_hours import QUIET_UNTIL, next_allowed

OWNER_MESSAGES_PER_DAY = 2


@dataclass(frozen=True, slots=True)
class Step:
    """A role, and the working days after which it is told; `pk` is the rule."""

    number: int
    role: str
    after: int
    pk: int = 0


@dataclass(frozen=True, slots=True)
class Standstill:
    """Something that has not moved since a day, its ladder, and its people by role.

    `key` names it with that day, so a later standstill of the same record is another one.
    """

    key: str
    since: datetime.date
    steps: tuple[Step, ...]
    people: Mapping[str, Sequence[int]]
    calendar: Calendar = field(default_factory=Calendar)


@dataclass(frozen=True, slots=True)
class Notice:
    """One person is told of one step. `acts` is False for who only learns that it went on."""

    standstill: Standstill
    step: Step
    person: int
    acts: bool

    @property
    def key(self) -> str:
        return notice_key(self.standstill.key, self.step, self.person)


def notice_key(standstill_key: str, step: Step, person: int) -> str:
    """The name of a notice, for ever."""
    return f"{standstill_key}:{step.role}:{person}"


def due_steps(steps: Iterable[Step], waited: int) -> list[Step]:
    """The steps whose days have passed, the lowest first."""
    return sorted((step for step in steps if step.after <= waited), key=lambda step: step.number)


def notices(standstill: Standstill, today: datetime.date, told: Container[str]) -> list[Notice]:
    """What is to be said about a standstill today and was not said yet.

    On a day off nothing is said. A step without people does not act: the next higher one that
    is due and has people does.
    """
    if not standstill.calendar.counts(today):
        return []
    waited = _waited(standstill.since, today, standstill.calendar)
    due = [step for step in due_steps(standstill.steps, waited) if standstill.people.get(step.role)]
    found = [
        Notice(standstill, step, person, acts=step is due[-1])
        for step in due
        for person in standstill.people[step.role]
    ]
    return [notice for notice in found if notice.key not in told]


def by_person(
    standstills: Iterable[Standstill],
    today: datetime.date,
    told: Container[str],
    has_digest: Callable[[int], bool],
) -> dict[int, list[Notice]]:
    """Today's digest of each person who has none yet; those who act first, then the oldest."""
    found: dict[int, list[Notice]] = defaultdict(list)
    for standstill in standstills:
        for notice in notices(standstill, today, told):
            if not has_digest(notice.person):
                found[notice.person].append(notice)
    return {person: sorted(lines, key=_order) for person, lines in found.items()}


def next_slot(
    moment: datetime.datetime, zone: str, earlier: Iterable[datetime.datetime]
) -> datetime.datetime:
    """When a message may reach an owner: not at night, and at most two a day.

    Args:
        earlier: the moments at which the owner's other messages were sent.
    """
    slot = next_allowed(moment, zone)
    day = slot.astimezone(ZoneInfo(zone)).date()
    same_day = sum(sent.astimezone(ZoneInfo(zone)).date() == day for sent in earlier)
    if same_day < OWNER_MESSAGES_PER_DAY:
        return slot
    tomorrow = day + datetime.timedelta(days=1)
    return datetime.datetime.combine(tomorrow, QUIET_UNTIL, ZoneInfo(zone))


def _order(notice: Notice) -> tuple[bool, datetime.date, str]:
    return not notice.acts, notice.standstill.since, notice.key


@lru_cache(maxsize=20_000)
def _waited(since: datetime.date, today: datetime.date, calendar: Calendar) -> int:
    return count_days(since, today, calendar)
