"""Selection rounds: criteria are published first, then marked, then ranked into the places."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import User
from certification.criteria import SETS
from certification.enums import RoundState
from certification.errors import (
    CriterionTakenError,
    EnoughScorersError,
    MarkRangeError,
    MarksMissingError,
    NoCandidatesError,
    NoCriteriaError,
    RoundStateError,
    TooManyPlacesError,
)
from certification.models import Candidate, Criterion, Mark, Programme, SelectionRound
from certification.ranking import ranking
from certification.rules import can_manage_programme
from certification.selectors.selection import (
    cards_of,
    free_places,
    incomplete_count,
    lines_of,
    scorers_of,
    waiting_nominations,
)
from certification.services.closing import refuse_cancelled
from halalportal.audit import services as audit


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundDetails:
    """What a province officer decides about a round."""

    name: str
    places: int
    scorers_needed: int
    least_per_regency: int
    tie_break: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionDetails:
    name: str
    description: str
    weight: int
    max_mark: int
    gate: int | None
    source: str


@transaction.atomic
def open_round(
    *, programme: Programme, details: RoundDetails, ready_set: str, by: User
) -> SelectionRound:
    """Starts a round with a ready-made card and the nominations that passed as candidates."""
    _refuse_strangers(by, programme)
    refuse_cancelled(programme)
    made = SelectionRound.objects.create(programme=programme, created_by=by, **asdict(details))
    Criterion.objects.bulk_create(
        Criterion(round=made, position=place, **asdict(line))
        for place, line in enumerate(SETS[ready_set][1])
    )
    audit.record(action="selection.opened", subject=made, by=by, places=made.places)
    _fill(made)
    return made


@transaction.atomic
def add_criterion(*, round_: SelectionRound, details: CriterionDetails, by: User) -> Criterion:
    """Adds a line while the card is still being written.

    Raises:
        RoundStateError: the criteria were published.
        CriterionTakenError: a line of this name exists.
    """
    locked = _locked(round_, by, RoundState.DRAFT)
    code = slugify(details.name)[:40] or "kriteria"
    if locked.criteria.filter(code=code).exists():
        raise CriterionTakenError(details.name)
    return Criterion.objects.create(
        round=locked, code=code, position=locked.criteria.count(), **asdict(details)
    )


@transaction.atomic
def change_criterion(*, criterion: Criterion, details: CriterionDetails, by: User) -> None:
    """Raises RoundStateError once the criteria were published."""
    _locked(criterion.round, by, RoundState.DRAFT)
    values = asdict(details)
    for field, value in values.items():
        setattr(criterion, field, value)
    criterion.save(update_fields=list(values))


@transaction.atomic
def remove_criterion(*, criterion: Criterion, by: User) -> None:
    """Raises RoundStateError once the criteria were published."""
    _locked(criterion.round, by, RoundState.DRAFT)
    criterion.delete()


@transaction.atomic
def fill(*, round_: SelectionRound, by: User) -> int:
    """Takes in nominations that passed since; returns how many.

    Raises:
        RoundStateError: the round is closed.
    """
    return _fill(_locked(round_, by, RoundState.DRAFT, RoundState.PUBLISHED))


@transaction.atomic
def publish(*, round_: SelectionRound, by: User) -> None:
    """Fixes criteria, weights, places and tie-break before anybody gives a mark.

    Raises:
        RoundStateError, NoCriteriaError, TooManyPlacesError.
    """
    locked = _locked(round_, by, RoundState.DRAFT)
    if not locked.criteria.exists():
        raise NoCriteriaError
    _refuse_too_many(locked)
    locked.state, locked.published_at = RoundState.PUBLISHED, timezone.now()
    locked.save(update_fields=["state", "published_at"])
    audit.record(action="selection.published", subject=locked, by=by)


@transaction.atomic
def give_marks(*, candidate: Candidate, marks: Mapping[int, int], by: User) -> None:
    """Keeps one person's whole card of a candidate; until the round closes it can be mended.

    Args:
        marks: criterion's primary key → mark.

    Raises:
        RoundStateError: marks are given between publication and closing.
        EnoughScorersError: others have marked the candidate already.
        MarkRangeError: a mark is missing or outside its range.
    """
    locked = _locked(candidate.round, by, RoundState.PUBLISHED)
    if len(scorers_of(candidate) - {by.pk}) >= locked.scorers_needed:
        raise EnoughScorersError
    for criterion in locked.criteria.all():
        value = marks.get(criterion.pk)
        if value is None or not 0 <= value <= criterion.max_mark:
            raise MarkRangeError(criterion.name, criterion.max_mark)
        Mark.objects.update_or_create(
            candidate=candidate, criterion=criterion, scorer=by, defaults={"value": value}
        )
    audit.record(action="selection.marked", subject=candidate, by=by)


@transaction.atomic
def close(*, round_: SelectionRound, by: User) -> None:
    """Ranks the candidates into the places and keeps the reserve list.

    Raises:
        RoundStateError, NoCandidatesError, MarksMissingError, TooManyPlacesError.
    """
    locked = _locked(round_, by, RoundState.PUBLISHED)
    if not locked.candidates.exists():
        raise NoCandidatesError
    if missing := incomplete_count(locked):
        raise MarksMissingError(missing, locked.scorers_needed)
    _refuse_too_many(locked)
    _keep_ranking(locked)
    locked.state, locked.closed_at, locked.closed_by = RoundState.CLOSED, timezone.now(), by
    locked.save(update_fields=["state", "closed_at", "closed_by"])
    audit.record(action="selection.closed", subject=locked, by=by)


def _keep_ranking(round_: SelectionRound) -> None:
    results = ranking(
        cards_of(round_),
        lines_of(round_),
        places=round_.places,
        least_per_region=round_.least_per_regency,
        tie_break=round_.tie_break,
    )
    Candidate.objects.bulk_update(
        [
            Candidate(
                pk=result.key,
                total=result.total,
                rank=result.rank,
                outcome=result.outcome,
                reason=result.reason,
            )
            for result in results
        ],
        ["total", "rank", "outcome", "reason"],
    )


def _fill(round_: SelectionRound) -> int:
    new = [Candidate(round=round_, nomination=named) for named in waiting_nominations(round_)]
    return len(Candidate.objects.bulk_create(new, ignore_conflicts=True))


def _refuse_too_many(round_: SelectionRound) -> None:
    free = free_places(round_.programme)
    if round_.places > free:
        raise TooManyPlacesError(round_.places, free)


def _locked(round_: SelectionRound, by: User, *states: RoundState) -> SelectionRound:
    locked = (
        SelectionRound.objects.select_for_update(of=("self",))
        .select_related("programme")
        .get(pk=round_.pk)
    )
    _refuse_strangers(by, locked.programme)
    refuse_cancelled(locked.programme)
    if locked.state not in states:
        raise RoundStateError(RoundState(locked.state).label)
    return locked


def _refuse_strangers(by: User, programme: Programme) -> None:
    if not can_manage_programme(by, programme):
        raise PermissionDenied
