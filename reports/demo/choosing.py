"""Calls for candidates and selection rounds: who was named, marked, chosen or kept in reserve."""

import datetime
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from accounts.models import User
from certification.criteria import FACILITATION
from certification.demo.nominations import Judged, Letter, Reply, write_call
from certification.demo.rounds import Card, RoundPlan, write_round
from certification.enums import Screening
from certification.models import Candidate, Nomination, Programme
from certification.selectors.admission import judge
from halalportal.lib.working_days import add_days
from ikm.models import Business
from reports.demo.parts import give_nibs
from reports.demo.pool import Pool, is_candidate, makes_food
from reports.demo.story import Stage

TEXT = (
    "Mohon usulkan IKM makanan dan minuman yang sudah punya NIB dan belum bersertifikat halal. "
    "Daftar dikirim lewat portal ini sebelum batas waktu."
)
_MORNING = 9 * 60  # minutes after midnight
_AN_HOUR = 60
# Marks of those who are chosen and of those kept in reserve: the first are always better.
_CHOSEN = {"nib": (2,), "materials": (2,)}
_KEPT = {"nib": (1,), "materials": (1,)}
_CHOSEN_ELSE, _KEPT_ELSE = (1, 2), (0, 1, 1)
_SCORERS_DIFFER_IN = ("training", "siinas")


def _is_unclear(business: Business) -> bool:
    return makes_food(business) and not business.nib


def _is_unfit(business: Business) -> bool:
    return not makes_food(business)


_ODD = (_is_unclear, _is_unfit)


@dataclass(slots=True)
class Named:
    """Whom the kab/kota name in one call, by what becomes of them."""

    chosen: list[Business] = field(default_factory=list)
    reserve: list[Business] = field(default_factory=list)
    odd: list[Business] = field(default_factory=list)

    @property
    def everybody(self) -> list[Business]:
        return [*self.chosen, *self.reserve, *self.odd]

    def of(self, region_code: str) -> list[Business]:
        """Those of one kab/kota."""
        return [each for each in self.everybody if each.regency_id == region_code]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call by working days of the stage. `silent` don't answer; `late` got a later day."""

    name: str
    number: str
    sent: int
    due_on: datetime.date
    asked: Sequence[str]
    silent: Sequence[str] = ()
    unsent: Sequence[str] = ()
    late: str = ""
    places: int = 8


def name_spare(
    pool: Pool, regions: Iterable[str], *, good: int, odd: int, named: Named | None = None
) -> Named:
    """Adds businesses without a part in the story to those named, for each kab/kota."""
    named = named or Named()
    for code in regions:
        named.reserve += [pool.take_where(code, is_candidate) for _ in range(good)]
        named.odd += [pool.take_where(code, _ODD[place % 2]) for place in range(odd)]
    give_nibs(named.reserve)
    return named


def judge_all(programme: Programme, lists: Iterable[Named], day: datetime.date) -> Judged:
    """What the conditions say of them while nobody has an application yet."""
    ids = [business.pk for named in lists for business in named.everybody]
    return judge(programme, ids, day=day)


def tell_call(call: Call, named: Named, *, stage: Stage, judged: Judged) -> list[Nomination]:
    """Writes the call with the answers of the kab/kota; returns the nominations."""
    letter = Letter(
        name=call.name,
        number=call.number,
        text=TEXT,
        due_on=call.due_on,
        at=stage.days.moment(call.sent, _MORNING),
        by=stage.cast.province_officer,
    )
    replies = [_reply(call, code, place, named, stage) for place, code in enumerate(call.asked)]
    return write_call(programme=stage.programme, letter=letter, replies=replies, judged=judged)


def _reply(call: Call, code: str, place: int, named: Named, stage: Stage) -> Reply:
    by = stage.cast.officer_of(code)
    if code in call.silent:
        return Reply(region_code=code, places=call.places, by=by)
    is_late = code == call.late
    last = stage.days.index(call.due_on) + 2 if is_late else call.sent + 2 + place % 3
    index = min(last, len(stage.days) - 1)
    named_at = stage.days.moment(index, _MORNING + _AN_HOUR + place)
    is_sent = code not in call.unsent
    return Reply(
        region_code=code,
        places=call.places,
        by=by,
        named=named.of(code),
        named_at=named_at,
        answered_at=stage.days.moment(index, _MORNING + 4 * _AN_HOUR + place) if is_sent else None,
        later_on=add_days(call.due_on, 5, "working") if is_late else None,
    )


def places_of(named: Named, nominations: Iterable[Nomination]) -> int:
    """As many as passed of those who shall be chosen."""
    chosen = {business.pk for business in named.chosen}
    passed = [each for each in nominations if each.screening == Screening.PASSED]
    return sum(each.business_id in chosen for each in passed)


def tell_round(
    plan: RoundPlan,
    named: Named,
    nominations: Iterable[Nomination],
    *,
    stage: Stage,
    share_marked: float = 1,
) -> dict[int, Candidate]:
    """Writes a round of those who passed; returns the candidates by their business.

    Args:
        share_marked: how much of it the second scorer has marked; the first only when it is all.
    """
    passed = [each for each in nominations if each.screening == Screening.PASSED]
    cards = _cards(passed, named, stage.rng)
    first, second = stage.cast.officers[stage.programme.region_id][:2]
    scores: dict[Nomination, Mapping[User, Card]] = {}
    for place, (nomination, card) in enumerate(zip(passed, cards, strict=True)):
        both = {first: card, second: _other_view(card, stage.rng)}
        is_marked = place < share_marked * len(passed)
        scores[nomination] = both if share_marked == 1 else {second: card} if is_marked else {}
    made = write_round(programme=stage.programme, plan=plan, scores=scores)
    rows = made.candidates.select_related("nomination")
    return {candidate.nomination.business_id: candidate for candidate in rows}


def _cards(passed: Sequence[Nomination], named: Named, rng: random.Random) -> list[Card]:
    """A card for each; the reserve is better marked the earlier it stands in its list."""
    order = {business.pk: place for place, business in enumerate(named.reserve)}
    kept = [each.business_id for each in passed if each.business_id in order]
    made = [_card(_KEPT, _KEPT_ELSE, rng) for _ in kept]
    best_first = iter(sorted(made, key=_sum, reverse=True))
    of_reserve = {pk: next(best_first) for pk in sorted(kept, key=lambda pk: order[pk])}
    return [
        of_reserve.get(each.business_id) or _card(_CHOSEN, _CHOSEN_ELSE, rng) for each in passed
    ]


def _card(fixed: Mapping[str, Sequence[int]], other: Sequence[int], rng: random.Random) -> Card:
    return {line.code: rng.choice(fixed.get(line.code, other)) for line in FACILITATION}


def _sum(card: Card) -> int:
    return sum(card[line.code] * line.weight for line in FACILITATION)


def _other_view(card: Card, rng: random.Random) -> Card:
    """Another person's marks: the same but for one of the small lines."""
    code = rng.choice(_SCORERS_DIFFER_IN)
    return {**card, code: min(card[code] + rng.choice((0, 1)), 2)}
