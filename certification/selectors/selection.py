"""What a round's pages and its ranking read. Nobody reads others' marks before it is closed."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Sum

from accounts.models import User
from certification.enums import Outcome, RoundState, Screening, Status
from certification.models import (
    Allocation,
    Application,
    Candidate,
    Criterion,
    Mark,
    Nomination,
    Programme,
    SelectionRound,
)
from certification.ranking import LAST_YEAR, Card, Line


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """One line of the round's table.

    `scorers` is how many people finished the card, `is_mine_done` whether the reader did. `marks`
    are the means by criterion, empty before the round is closed. `application` is the number of
    the business's application in the programme, "" while there is none.
    """

    candidate: Candidate
    scorers: int
    is_mine_done: bool
    marks: list[Decimal] = field(default_factory=list)
    application: str = ""

    @property
    def waits_to_apply(self) -> bool:
        """Selected, and nobody has started its application yet."""
        return self.candidate.outcome == Outcome.SELECTED and not self.application


def rounds_of(programme: Programme, user: User) -> QuerySet[SelectionRound]:
    return (
        SelectionRound.objects.visible_to(user)
        .filter(programme=programme)
        .annotate(candidate_count=Count("candidates"))
        .order_by("-pk")
    )


def waiting_nominations(round_: SelectionRound) -> QuerySet[Nomination]:
    """Nominations of the programme that passed and that no round has yet."""
    return (
        Nomination.objects.standing()
        .filter(
            request__call__programme=round_.programme_id,
            screening=Screening.PASSED,
            candidacies=None,
        )
        .order_by("nominated_at", "pk")
    )


def free_places(programme: Programme) -> int:
    """Places of the whole programme that no application holds."""
    sums = Allocation.objects.filter(programme=programme).aggregate(
        used=Sum("used"), reserved=Sum("reserved")
    )
    root = Allocation.objects.roots().filter(programme=programme).first()
    granted = root.granted if root else 0
    return granted - (sums["used"] or 0) - (sums["reserved"] or 0)


def scorers_of(candidate: Candidate) -> set[int]:
    """The people who marked the candidate."""
    return set(candidate.marks.values_list("scorer_id", flat=True))


def incomplete_count(round_: SelectionRound) -> int:
    """Candidates that lack a scorer's whole card."""
    lines = round_.criteria.count()
    needed = lines * round_.scorers_needed
    return round_.candidates.annotate(given=Count("marks")).exclude(given=needed).count()


def lines_of(round_: SelectionRound) -> list[Line]:
    return [
        Line(code=c.code, name=c.name, weight=c.weight, max_mark=c.max_mark, gate=c.gate)
        for c in round_.criteria.all()
    ]


def cards_of(round_: SelectionRound) -> list[Card]:
    """Every candidate with all marks, in the order of nomination; two queries."""
    marks: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    given = Mark.objects.filter(candidate__round=round_).order_by("scorer_id")
    for candidate_id, code, value in given.values_list("candidate_id", "criterion__code", "value"):
        marks[candidate_id][code].append(value)
    candidates = round_.candidates.select_related("nomination__request", "nomination__business")
    ordered = candidates.order_by("nomination__nominated_at", "nomination_id")
    return [
        Card(
            key=candidate.pk,
            region=candidate.nomination.request.region_id,
            order=order,
            year=candidate.nomination.business.established_year or LAST_YEAR,
            marks=marks[candidate.pk],
        )
        for order, candidate in enumerate(ordered)
    ]


def candidate_rows(round_: SelectionRound, user: User) -> list[CandidateRow]:
    """The candidates that the person may see, ranked once the round is closed; four queries."""
    visible = Nomination.objects.visible_to(user).values("pk")
    candidates = (
        round_.candidates.filter(nomination__in=visible)
        .select_related("nomination__business", "nomination__request__region")
        .order_by(F("rank").asc(nulls_last=True), "nomination__nominated_at", "pk")
    )
    lines = lines_of(round_)
    by_scorer = _cards_by_scorer(round_)
    is_closed = round_.state == RoundState.CLOSED
    numbers = _numbers(round_, user) if is_closed else {}
    return [
        CandidateRow(
            candidate,
            sum(len(card) == len(lines) for card in by_scorer[candidate.pk].values()),
            len(by_scorer[candidate.pk].get(user.pk, {})) == len(lines) > 0,
            _means(by_scorer[candidate.pk], lines) if is_closed else [],
            numbers.get(candidate.nomination.business_id, ""),
        )
        for candidate in candidates
    ]


def _numbers(round_: SelectionRound, user: User) -> dict[int, str]:
    """Business → number of its application in the round's programme."""
    found = Application.objects.visible_to(user).filter(
        programme=round_.programme_id, business__nominations__candidacies__round=round_
    )
    return dict(found.exclude(status=Status.STOPPED).values_list("business_id", "number"))


def waiting_to_apply(day: datetime.date) -> QuerySet[Candidate]:
    """Selected businesses without an application, in programmes that take some on this day.

    A business that left the programme is not asked again.
    """
    applied = Application.objects.filter(
        programme=OuterRef("round__programme"), business=OuterRef("nomination__business")
    )
    programmes = Programme.objects.open_on(day)
    return (
        Candidate.objects.filter(
            ~Exists(applied),
            outcome=Outcome.SELECTED,
            round__programme__in=programmes,
            nomination__withdrawn_at=None,
            nomination__business__merged_into=None,
        )
        .select_related("round__programme", "nomination__business")
        .order_by("round__closed_at", "rank")
    )


def own_marks(candidate: Candidate, user: User) -> dict[int, int]:
    """The person's own marks: criterion's primary key → mark."""
    own = candidate.marks.filter(scorer=user)
    return dict(own.values_list("criterion_id", "value"))


def scorer_names(round_: SelectionRound) -> list[str]:
    names = Mark.objects.filter(candidate__round=round_).values_list("scorer__name", flat=True)
    return list(names.order_by("scorer__name").distinct())


def criteria_of(round_: SelectionRound) -> QuerySet[Criterion]:
    return round_.criteria.all()


def _cards_by_scorer(round_: SelectionRound) -> dict[int, dict[int, dict[str, int]]]:
    """Candidate → scorer → criterion's code → mark."""
    cards: dict[int, dict[int, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    given = Mark.objects.filter(candidate__round=round_)
    for candidate_id, scorer_id, code, value in given.values_list(
        "candidate_id", "scorer_id", "criterion__code", "value"
    ):
        cards[candidate_id][scorer_id][code] = value
    return cards


def _means(cards: dict[int, dict[str, int]], lines: list[Line]) -> list[Decimal]:
    return [
        Decimal(sum(card[line.code] for card in cards.values())) / len(cards)
        for line in lines
        if cards
    ]
