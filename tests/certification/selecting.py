"""Nominations of two kabupaten/kota, and rounds that choose among them."""

from collections.abc import Callable
from datetime import date

from django.utils import timezone

from accounts.models import User
from certification.enums import Screening, TieBreak
from certification.models import (
    Candidate,
    Nomination,
    NominationCall,
    NominationRequest,
    Programme,
    SelectionRound,
)
from certification.services import selection
from certification.services.selection import RoundDetails
from tests.factories import EAST_KUTAI, SAMARINDA, make_business, make_region

Open = Callable[..., SelectionRound]


def screened(programme: Programme, by: User) -> list[Nomination]:
    """Two of East Kutai and one of Samarinda that passed, one that did not."""
    call = NominationCall.objects.create(
        programme=programme, name="Usulan", due_on=date(2026, 12, 1), created_by=by
    )
    asked = {
        code: NominationRequest.objects.create(call=call, region=make_region(code), places=5)
        for code in (EAST_KUTAI, SAMARINDA)
    }
    verdicts = [
        (EAST_KUTAI, Screening.PASSED),
        (EAST_KUTAI, Screening.PASSED),
        (SAMARINDA, Screening.PASSED),
        (SAMARINDA, Screening.FAILED),
    ]
    return [
        Nomination.objects.create(
            request=asked[code],
            business=make_business(regency=code),
            screening=screening,
            screened_at=timezone.now(),
            screened_by=by,
            nominated_by=by,
        )
        for code, screening in verdicts
    ]


def opener(programme: Programme, by: User) -> Open:
    """An act that opens a round with the criteria of a facilitation."""

    def run(*, places: int = 2, scorers: int = 1, least: int = 0) -> SelectionRound:
        details = RoundDetails(
            name="Tahap 1",
            places=places,
            scorers_needed=scorers,
            least_per_regency=least,
            tie_break=TieBreak.NOMINATED,
        )
        return selection.open_round(
            programme=programme, details=details, ready_set="facilitation", by=by
        )

    return run


def mark(candidate: Candidate, value: int, by: User) -> None:
    marks = {criterion.pk: value for criterion in candidate.round.criteria.all()}
    selection.give_marks(candidate=candidate, marks=marks, by=by)


def candidates_of(round_: SelectionRound) -> list[Candidate]:
    return list(round_.candidates.select_related("round").order_by("pk"))
