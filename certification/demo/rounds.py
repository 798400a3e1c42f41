"""Selection rounds of the past, ranked from their marks as the portal does it."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from accounts.models import User
from certification.criteria import FACILITATION
from certification.demo import trail
from certification.enums import RoundState, TieBreak
from certification.models import (
    Candidate,
    Criterion,
    Mark,
    Nomination,
    Programme,
    SelectionRound,
)
from certification.ranking import ranking
from certification.selectors.selection import cards_of, lines_of

# The marks of one scorer: criterion's code → mark.
Card = Mapping[str, int]
_HALF_AN_HOUR = datetime.timedelta(minutes=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundPlan:
    """A round with the facilitation card, and when its steps were made."""

    name: str
    places: int
    by: User
    created_at: datetime.datetime
    published_at: datetime.datetime
    marked_at: datetime.datetime
    closed_at: datetime.datetime | None = None
    least_per_regency: int = 0


def write_round(
    *,
    programme: Programme,
    plan: RoundPlan,
    scores: Mapping[Nomination, Mapping[User, Card]],
) -> SelectionRound:
    """Writes a round for two scorers, its candidates and marks; ranks them when it is closed."""
    made = SelectionRound.objects.create(
        programme=programme,
        name=plan.name,
        places=plan.places,
        state=RoundState.PUBLISHED,
        scorers_needed=2,
        least_per_regency=plan.least_per_regency,
        tie_break=TieBreak.OLDEST,
        published_at=plan.published_at,
        created_by=plan.by,
        created_at=plan.created_at,
    )
    criteria = Criterion.objects.bulk_create(
        Criterion(round=made, position=place, **asdict(line))
        for place, line in enumerate(FACILITATION)
    )
    candidates = Candidate.objects.bulk_create(
        Candidate(round=made, nomination=nomination) for nomination in scores
    )
    _mark(candidates, criteria, list(scores.values()), plan.marked_at)
    _record(made, plan)
    if plan.closed_at:
        _close(made, plan)
    return made


def _mark(
    candidates: Sequence[Candidate],
    criteria: Sequence[Criterion],
    cards: Sequence[Mapping[User, Card]],
    at: datetime.datetime,
) -> None:
    Mark.objects.bulk_create(
        Mark(
            candidate=candidate,
            criterion=criterion,
            scorer=scorer,
            value=card[criterion.code],
            at=at,
        )
        for candidate, by_scorer in zip(candidates, cards, strict=True)
        for scorer, card in by_scorer.items()
        for criterion in criteria
    )
    trail.keep(
        trail.entry(at=at, by=scorer, action="selection.marked", subject=candidate)
        for candidate, by_scorer in zip(candidates, cards, strict=True)
        for scorer in by_scorer
    )


def _close(made: SelectionRound, plan: RoundPlan) -> None:
    results = ranking(
        cards_of(made),
        lines_of(made),
        places=made.places,
        least_per_region=made.least_per_regency,
        tie_break=made.tie_break,
    )
    Candidate.objects.bulk_update(
        [
            Candidate(pk=r.key, total=r.total, rank=r.rank, outcome=r.outcome, reason=r.reason)
            for r in results
        ],
        ["total", "rank", "outcome", "reason"],
    )
    made.state, made.closed_at, made.closed_by = RoundState.CLOSED, plan.closed_at, plan.by
    made.save(update_fields=["state", "closed_at", "closed_by"])


def _record(made: SelectionRound, plan: RoundPlan) -> None:
    moments = {
        "opened": plan.created_at,
        "published": plan.published_at,
        "closed": plan.closed_at,
    }
    trail.keep(
        trail.entry(at=at, by=plan.by, action=f"selection.{name}", subject=made)
        for name, at in moments.items()
        if at
    )
