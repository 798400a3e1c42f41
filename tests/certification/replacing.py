"""A business that leaves, and those that wait for its place."""

from collections.abc import Callable
from datetime import date

from django.utils import timezone

from accounts.models import User
from certification.enums import OfferState, Outcome, RoundState, Screening
from certification.models import (
    Candidate,
    Nomination,
    NominationCall,
    NominationRequest,
    Offer,
    Replacement,
    SelectionRound,
    StopReason,
)
from certification.services import replacement
from ikm.models import Business
from tests.certification import steps
from tests.certification.conftest import Case
from tests.factories import make_business, make_region

Reserve = Callable[..., Business]


def reserve_list(case: Case) -> Reserve:
    """An act that adds the next business to the reserve list of a closed round."""
    call = NominationCall.objects.create(
        programme=case.programme, name="Usulan", due_on=date(2026, 2, 1), created_by=case.officer
    )
    round_ = SelectionRound.objects.create(
        programme=case.programme,
        name="Seleksi 1",
        places=1,
        state=RoundState.CLOSED,
        closed_at=timezone.now(),
        created_by=case.officer,
    )

    def add(*, region: str = case.business.regency_id, owner: User | None = None) -> Business:
        asked, _ = NominationRequest.objects.get_or_create(
            call=call, region=make_region(region), defaults={"places": 5}
        )
        business = make_business(owner=owner, regency=region)
        named = Nomination.objects.create(
            request=asked,
            business=business,
            screening=Screening.PASSED,
            screened_at=timezone.now(),
            screened_by=case.officer,
            nominated_by=case.officer,
        )
        rank = round_.candidates.count() + 1
        Candidate.objects.create(round=round_, nomination=named, rank=rank, outcome=Outcome.RESERVE)
        return business

    return add


def leaving(case: Case, reason: StopReason) -> Callable[[], Replacement]:
    """An act that takes the case's submitted application out of the programme."""

    def run() -> Replacement:
        return replacement.open_replacement(
            application=steps.submitted(case), reason=reason, by=case.officer
        )

    return run


def only_offer() -> Offer:
    return Offer.objects.get(state=OfferState.WAITING)
