"""What the trail tells of each case of a programme: verified in time, returned, issued."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Case, Count, F, Max, Q, When

from certification.enums import Status
from certification.models import ServiceLevel
from certification.selectors.clocks import load
from certification.workflow import RETURNS
from halalportal.lib.working_days import add_days
from reports.selectors.recaps.question import Question

# Who has taken a step in these days is at work.
ACTIVE_DAYS = 28


class _Fact(NamedTuple):
    """One case as the query returns it."""

    case: int
    lp3h: int | None
    companion: int | None
    regency: str
    accepted_at: datetime.datetime | None
    verified_at: datetime.datetime | None
    acted_at: datetime.datetime | None
    returns: int
    issues: int
    stops: int


@dataclass(slots=True)
class Work:
    """The work of one LP3H or companion. `due` verifications are done or overdue."""

    assigned: int = 0
    verified: int = 0
    in_time: int = 0
    due: int = 0
    returned: int = 0
    issued: int = 0
    active: int = 0


def work_by_companion(
    question: Question, *, by_places: bool = False
) -> dict[tuple[int | None, int | None], Work]:
    """The work by LP3H and companion; three queries.

    Args:
        by_places: the LP3H is the one whose places the case holds, as the ledger counts, and not
            the one that serves it.
    """
    facts = list(_facts(question, by_places=by_places))
    judge = _Judge(question, {fact.regency for fact in facts})
    found: dict[tuple[int | None, int | None], Work] = {}
    for fact in facts:
        work = found.setdefault((fact.lp3h, fact.companion), Work())
        if fact.acted_at and fact.acted_at >= judge.active_since and fact.companion:
            work.active = 1
        if fact.stops:
            continue
        is_due, is_in_time = judge.verdict(fact)
        work.assigned += 1
        work.verified += judge.is_verified(fact)
        work.due += is_due
        work.in_time += is_in_time
        work.returned += bool(fact.returns)
        work.issued += bool(fact.issues)
    return found


def _facts(question: Question, *, by_places: bool) -> Iterator[_Fact]:
    """Each case with the steps it had taken; one query over the trail."""
    server, places = "application__organisation_id", "application__allocation__organisation_id"
    lp3h: F | Case = F(server)
    if by_places:
        lp3h = Case(When(application__allocation=None, then=F(server)), default=F(places))
    rows = (
        question.changes()
        .filter(question.of_cases())
        .values_list("application_id", lp3h, "application__companion_id", "application__regency_id")
        .annotate(
            accepted_at=Max("at", filter=Q(to_status=Status.ACCEPTED)),
            verified_at=Max("at", filter=Q(transition="verify")),
            acted_at=Max("at", filter=Q(by=F("application__companion_id"))),
            returns=Count("pk", filter=Q(transition__in=RETURNS)),
            issues=Count("pk", filter=Q(to_status=Status.ISSUED)),
            stops=Count("pk", filter=Q(to_status=Status.STOPPED)),
        )
    )
    return (_Fact(*row) for row in rows.iterator())


class _Judge:
    """Says whether a verification was in time, by the limit and the calendar of its day."""

    def __init__(self, question: Question, regencies: set[str]) -> None:
        programme = question.programme
        self.zone = ZoneInfo(programme.region.time_zone)
        self.today = question.day
        self.active_since = question.moment - datetime.timedelta(days=ACTIVE_DAYS)
        self._clocks = load({programme.pk: programme.office_id}, regencies)
        self._key = (programme.track, str(Status.ACCEPTED), None)
        self._programme = programme.pk
        self._due_on = lru_cache(maxsize=None)(self._compute_due_on)

    @staticmethod
    def is_verified(fact: _Fact) -> bool:
        """Whether the last acceptance was followed by a verification."""
        if fact.accepted_at is None or fact.verified_at is None:
            return False
        return fact.verified_at >= fact.accepted_at

    def verdict(self, fact: _Fact) -> tuple[bool, bool]:
        """(whether it can be judged, whether it was in time)."""
        if fact.accepted_at is None:
            return False, False
        due_on = self._due_on(fact.accepted_at.astimezone(self.zone).date(), fact.regency)
        if due_on is None:
            return False, False
        if self.is_verified(fact) and fact.verified_at:
            return True, fact.verified_at.astimezone(self.zone).date() <= due_on
        return self.today > due_on, False

    def _compute_due_on(self, accepted: datetime.date, regency: str) -> datetime.date | None:
        level: ServiceLevel | None = self._clocks.days_for(self._key, accepted)
        calendar = self._clocks.calendar((self._programme, regency))
        return add_days(accepted, level.days, calendar) if level else None
