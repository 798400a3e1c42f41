"""Every page about one row of a programme: others get the page of a wrong address, or of a role."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from certification.enums import Outcome, ProposalKind, RoundState, Screening
from certification.models import (
    AssignmentProposal,
    Candidate,
    Incident,
    Nomination,
    NominationCall,
    NominationRequest,
    Obstacle,
    ObstacleCause,
    Offer,
    Replacement,
    SelectionRound,
    StopReason,
)
from certification.services import obstacles, replacement, top_up
from tests.certification import steps
from tests.certification.conftest import Case
from tests.factories import (
    SAMARINDA,
    client_for,
    make_business,
    make_officer,
    make_organisation,
    make_profile,
    make_user,
)

RESERVE = "Usaha Cadangan Rahasia"


@dataclass(frozen=True)
class Rows:
    """One row of each kind, all of East Kutai and of the LP3H of the case."""

    case: Case
    nomination: Nomination
    candidate: Candidate
    offer: Offer
    replacement: Replacement
    obstacle: Obstacle
    incident: Incident
    top_up: int
    proposal: AssignmentProposal
    profile: int


@pytest.fixture
def rows(case: Case, coordinator: User, stop_reason: StopReason) -> Rows:
    nomination = named(case)
    candidate = ranked(case, nomination)
    held = steps.submitted(case)
    cause = ObstacleCause.objects.get(pk="no-response")
    obstacle = obstacles.report(application=held, cause=cause, by=case.officer)
    opened = replacement.open_replacement(application=held, reason=stop_reason, by=case.officer)
    asked = top_up.ask(allocation=case.allocation, count=1, reason="Uji.", by=case.officer)
    profile = make_profile(case.companion)
    proposal = AssignmentProposal.objects.create(
        organisation=profile.organisation, kind=ProposalKind.NEW, created_by=coordinator
    )
    incident = Incident.objects.create(
        system="SiHalal",
        region=case.business.regency,
        started_at=timezone.now(),
        reported_by=case.officer,
    )
    return Rows(
        case=case,
        nomination=nomination,
        candidate=candidate,
        offer=opened.offers.get(),
        replacement=opened,
        obstacle=obstacle,
        incident=incident,
        top_up=asked.pk,
        proposal=proposal,
        profile=profile.pk,
    )


def named(case: Case) -> Nomination:
    call = NominationCall.objects.create(
        programme=case.programme,
        name="Usulan",
        due_on=case.programme.ends_on,
        created_by=case.officer,
    )
    asked = NominationRequest.objects.create(call=call, region=case.business.regency, places=5)
    return Nomination.objects.create(
        request=asked,
        business=make_business(name=RESERVE, owner=make_user(Role.OWNER)),
        screening=Screening.PASSED,
        screened_at=timezone.now(),
        screened_by=case.officer,
        nominated_by=case.officer,
    )


def ranked(case: Case, nomination: Nomination) -> Candidate:
    closed = SelectionRound.objects.create(
        programme=case.programme,
        name="Seleksi 1",
        places=1,
        state=RoundState.CLOSED,
        closed_at=timezone.now(),
        closed_by=case.officer,
        created_by=case.officer,
    )
    return Candidate.objects.create(
        round=closed, nomination=nomination, rank=1, outcome=Outcome.RESERVE
    )


def addresses(rows: Rows) -> dict[str, tuple[object, ...]]:
    """URL name → what it takes, for every page and action about one row."""
    slug, call = rows.case.programme.slug, rows.nomination.request.call_id
    asked = (slug, call, rows.case.business.regency_id)
    number = rows.replacement.left.number
    return {
        "request-detail": asked,
        "request-extend": asked,
        "request-nominate": asked,
        "request-send": asked,
        "nomination-withdraw": (*asked, rows.nomination.pk),
        "call-detail": (slug, call),
        "call-screen": (slug, call),
        "call-export": (slug, call),
        "candidate-mark": (rows.candidate.pk,),
        "replacement-create": (number,),
        "offer-create": (rows.replacement.pk,),
        "replacement-close": (rows.replacement.pk,),
        "offer-detail": (rows.offer.pk,),
        "offer-accept": (rows.offer.pk,),
        "offer-decline": (rows.offer.pk,),
        "obstacle-create": (number,),
        "obstacle-follow-up": (rows.obstacle.pk,),
        "obstacle-resolve": (rows.obstacle.pk,),
        "incident-block": (rows.incident.pk,),
        "incident-end": (rows.incident.pk,),
        "top-up-detail": (slug, rows.top_up),
        "top-up-approve": (slug, rows.top_up),
        "top-up-refuse": (slug, rows.top_up),
        "top-up-withdraw": (slug, rows.top_up),
        "idle-recall": (slug, rows.case.allocation.pk),
        "proposal-detail": (rows.proposal.pk,),
        "proposal-change": (rows.proposal.pk,),
        "proposal-accept": (rows.proposal.pk,),
        "proposal-drop": (rows.proposal.pk,),
        "companion-detail": (rows.profile,),
        "companion-update": (rows.profile,),
        "companion-districts": (rows.profile,),
        "companion-leave": (rows.profile,),
        "proposal-handover": (rows.profile,),
        "programme-update": (slug,),
        "programme-cancel": (slug,),
        "programme-split": (slug,),
        "allocation-transfer": (slug,),
        "cost-remove": (slug, rows.case.programme.unit_costs.get().pk),
        "budget-update": (slug,),
        "payment-create": (slug,),
        "rule-create": (slug,),
    }


def other_owner() -> User:
    owner = make_user(Role.OWNER)
    make_business(owner=owner)
    return owner


def other_coordinator() -> User:
    return make_user(Role.LP3H_COORDINATOR, organisation=make_organisation())


def other_officer() -> User:
    return make_officer(SAMARINDA)


@pytest.mark.parametrize("make", [other_owner, other_officer, other_coordinator])
def test_others_get_nowhere(rows: Rows, make: Callable[[], User]) -> None:
    client = client_for(make())
    before = Offer.objects.get().state, Replacement.objects.get().closed_at
    opened: list[str] = []
    for name, args in addresses(rows).items():
        url = reverse(f"certification:{name}", args=args)
        # 405: the page of an action that only a form reaches, closed all the same for the form.
        asked, sent = client.get(url), client.post(url)
        if asked.status_code not in (403, 404, 405) or sent.status_code not in (403, 404, 405):
            opened.append(f"{name} {asked.status_code} {sent.status_code}")
        assert RESERVE not in asked.content.decode()
    assert opened == []
    assert (Offer.objects.get().state, Replacement.objects.get().closed_at) == before


def test_a_round_shows_others_no_business_of_this_region(rows: Rows) -> None:
    """Its criteria are published for the whole province; the names are not."""
    url = reverse("certification:round-detail", args=[rows.candidate.round_id])
    answer = client_for(other_officer()).get(url)
    assert answer.status_code == 200
    assert RESERVE not in answer.content.decode()
    assert RESERVE in client_for(rows.case.officer).get(url).content.decode()
    for user in (other_owner(), other_coordinator()):
        assert client_for(user).get(url).status_code == 403
