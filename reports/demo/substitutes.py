"""Who came for whom: the places of stopped applications, offered along the reserve list."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from certification.demo import Case
from certification.demo.replacements import Asked, Chain, write_chain
from certification.enums import OfferState, Status
from certification.models import Allocation, Application, Candidate
from halalportal.lib.working_days import add_days
from ikm.models import Business
from reports.demo.pool import Pool, is_candidate
from reports.demo.story import Stage
from reports.demo.tables import rows_of

_ANSWER_DAYS = 5
# Working days until the answer; an offer that nobody answers ends the day after its last.
_UNTIL_ANSWER = {OfferState.DECLINED: 2, OfferState.EXPIRED: _ANSWER_DAYS + 1}
_NIGHTLY = 5 * 60  # minutes after midnight: when the portal ends offers
_AFTERNOON = 14 * 60 + 10
_OFFERS_AT_ONCE = 2
_SOON = datetime.timedelta(minutes=1)


@dataclass(slots=True)
class Substitution:
    """A stopped case, who did not take its place, and the case of who did (None: nobody).

    `is_open` while the office still looks for somebody.
    """

    left: Case
    states: list[OfferState]
    asked: list[Business] = field(default_factory=list)
    taker: Case | None = None
    is_open: bool = False

    @property
    def businesses(self) -> list[Business]:
        """Everybody who was asked, in order."""
        return [*self.asked, *([self.taker.business] if self.taker else [])]


def plan_substitutions(
    name: str, cases: list[Case], *, stage: Stage, pool: Pool, after: datetime.datetime
) -> list[Substitution]:
    """Finds stopped cases for the rows of a table, and later cases that took their places.

    Args:
        after: there is a reserve list from this moment on.
    """
    full = _full_levels(cases)
    stopped = [
        case
        for case in cases
        if case.status == Status.STOPPED and case.last_at > after and case.allocation.pk not in full
    ]
    waiting = sorted(stopped, key=lambda case: (case.last_at, case.business.name))
    taken: list[Case] = []
    found = []
    for row in rows_of(name):
        states = [OfferState(word) for word in row["answers"].split()]
        left = next((case for case in waiting if _fits(case, row, states, stage)), None)
        if left is None:
            continue
        waiting.remove(left)
        made = Substitution(left, states, is_open=bool(row["is_open"]))
        if states[-1] == OfferState.ACCEPTED:
            made.taker = _taker(made, cases, taken, stage)
            taken += [made.taker] if made.taker else []
            made.states = states[:-1] if made.taker is None else states
        refusals = [state for state in made.states if state != OfferState.ACCEPTED]
        made.asked = [pool.take_where(left.business.regency_id, is_candidate) for _ in refusals]
        found.append(made)
    return found


def _full_levels(cases: list[Case]) -> set[int]:
    """Levels without room for an offer beside all cases that ever were there."""
    counts = Counter(case.allocation.pk for case in cases if case.steps)
    levels = Allocation.objects.in_bulk(counts)
    return {pk for pk, count in counts.items() if levels[pk].free < count + _OFFERS_AT_ONCE}


def _fits(case: Case, row: dict[str, str], states: list[OfferState], stage: Stage) -> bool:
    """Region and reason are the row's, and all who answer had the time for it."""
    is_near = row["region_code"] in ("", case.business.regency_id)
    is_so = row["reason"] in ("", case.steps[-1].reason)
    return is_near and is_so and _index(case.last_at, stage) + _days_of(states) < len(stage.days)


def _days_of(states: list[OfferState]) -> int:
    return sum(_UNTIL_ANSWER.get(state, 1) for state in states)


def _taker(made: Substitution, cases: list[Case], taken: list[Case], stage: Stage) -> Case | None:
    """The first case at the same level that was filed when all others had answered."""
    first = _index(made.left.last_at, stage) + _days_of(made.states)
    later = [
        case
        for case in cases
        if case.allocation == made.left.allocation
        and case.steps
        and case.status != Status.STOPPED
        and is_candidate(case.business)
        and case not in taken
        and _index(case.filed_at, stage) >= first
    ]
    return min(later, key=lambda case: (case.filed_at, case.business.name), default=None)


def write_substitutions(
    found: Iterable[Substitution],
    *,
    stage: Stage,
    applications: Mapping[int, Application],
    candidates: Mapping[int, Candidate],
) -> None:
    """Writes the chains.

    Args:
        applications: of all cases, by their business.
        candidates: of the reserve list, by their business.
    """
    for each in found:
        left = applications[each.left.business.pk]
        asked = _asked(each, stage, applications, candidates)
        by = stage.cast.officer_of(left.regency_id)
        last = asked[-1].answered_at if asked else left.status_changed_at
        closed_at = None if each.is_open else last
        write_chain(
            Chain(left=left, note=each.left.steps[-1].note, by=by, asked=asked, closed_at=closed_at)
        )


def _asked(
    each: Substitution,
    stage: Stage,
    applications: Mapping[int, Application],
    candidates: Mapping[int, Candidate],
) -> list[Asked]:
    """The offers, each made when the one before was answered; the last one waits for its taker."""
    at = each.left.last_at + _SOON
    found = []
    for business, state in zip(each.businesses, each.states, strict=True):
        is_taker = state == OfferState.ACCEPTED and each.taker is not None
        if each.taker and is_taker:
            at = max(at, _ahead(each.taker.filed_at, stage))
        if state == OfferState.WAITING:
            at = max(at, stage.days.moment(len(stage.days) - 1, _AFTERNOON))
        answered_at = each.taker.filed_at if each.taker and is_taker else _answer(at, state, stage)
        found.append(
            Asked(
                business=business,
                candidate=candidates.get(business.pk),
                at=at,
                answer_by=add_days(_day(at, stage), _ANSWER_DAYS, "working"),
                state=state,
                answered_at=answered_at,
                application=applications[business.pk] if is_taker else None,
                note=_NOTES.get(state, ""),
            )
        )
        at = (answered_at or at) + _SOON
    return found


_NOTES = {OfferState.DECLINED: "Sedang ikut program lain, belum bisa tahun ini."}


def _answer(at: datetime.datetime, state: OfferState, stage: Stage) -> datetime.datetime | None:
    if state == OfferState.WAITING:
        return None
    minute = _NIGHTLY if state == OfferState.EXPIRED else _AFTERNOON
    return stage.days.moment(_index(at, stage) + _UNTIL_ANSWER[state], minute)


def _ahead(filed_at: datetime.datetime, stage: Stage) -> datetime.datetime:
    """Some working days before, so that the offer was still open when it was taken."""
    return stage.days.moment(max(_index(filed_at, stage) - _ANSWER_DAYS + 2, 0), _AFTERNOON)


def _index(at: datetime.datetime, stage: Stage) -> int:
    return stage.days.index(_day(at, stage))


def _day(at: datetime.datetime, stage: Stage) -> datetime.date:
    return at.astimezone(ZoneInfo(stage.cast.office.region.time_zone)).date()
