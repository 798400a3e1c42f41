"""The programmes of the demo in depth: places on the move, candidates, replacements, obstacles."""

from collections import Counter
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db.models import Count

from accounts.models import User
from certification.enums import Decision, MovementKind, OfferState, Outcome, RoundState, Screening
from certification.models import (
    Allocation,
    Application,
    AssignmentProposal,
    Incident,
    Movement,
    Nomination,
    NominationRequest,
    Obstacle,
    Offer,
    OfficeDay,
    Programme,
    Replacement,
    SelectionRound,
    TopUpRequest,
)
from certification.selectors import programme_summary, replacement
from certification.selectors.budget import budget_line
from certification.selectors.incidents import outages
from certification.selectors.matching import unaccompanied
from certification.selectors.selection import scorers_of
from ikm.models import Business
from reports.demo import current, history
from reports.selectors.home import organisation_progress
from tests.reports.demo_loading import TODAY, loaded

__all__ = ["loaded"]  # a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group(__name__)]

WITA = ZoneInfo("Asia/Makassar")
START_OF_TODAY = datetime.combine(TODAY, time(), WITA)
BOTH = pytest.mark.parametrize("slug", [history.SLUG, current.SLUG])


@pytest.fixture(autouse=True)
def _demo(loaded: Path) -> None:
    """Every test here looks at the loaded demo."""


def of(slug: str) -> Programme:
    return Programme.objects.get(slug=slug)


def test_places_moved_between_kabupaten_for_a_reason() -> None:
    moved = Movement.objects.filter(
        kind=MovementKind.TRANSFER, allocation__programme__slug=history.SLUG
    )
    regional = moved.filter(allocation__organisation=None)
    assert {m.allocation.region_id for m in regional} == {"64.11", "64.72", "64.01", "64.71"}
    assert sum(m.granted for m in moved) == 0
    assert not moved.filter(note="").exists()


def test_the_quota_of_each_kabupaten_before_and_after_the_transfers() -> None:
    def quotas(day: date) -> dict[str, int]:
        summary = programme_summary(programme=of(history.SLUG), as_of=day)
        return {region.code: region.quota for region in summary.regions}

    before, after = quotas(date(2025, 4, 1)), quotas(date(2025, 6, 4))
    assert (before["64.11"], after["64.11"]) == (25, 15)
    assert (before["64.08"], after["64.08"]) == (90, 100)
    assert (sum(before.values()), sum(after.values())) == (990, 1000)


@BOTH
def test_some_companions_hold_places_of_their_own(slug: str) -> None:
    leaves = Allocation.objects.filter(programme__slug=slug, companion__isnull=False)
    assert leaves.count() >= 2
    assert sum(leaf.used for leaf in leaves) >= 5
    for leaf in leaves:
        assert leaf.parent
        assert leaf.parent.organisation_id == leaf.organisation_id


def test_places_of_companions_count_once_on_the_coordinators_home() -> None:
    coordinator = User.objects.get(email="lp3h@demo.id")
    progress = {row.slug: row.quota for row in organisation_progress(coordinator)}
    for slug, quota in progress.items():
        summary = programme_summary(programme=of(slug), as_of=TODAY)
        unmul = coordinator.scope.organisation_id
        assert [o.quota for o in summary.organisations if o.pk == unmul] == [quota]


def test_kutai_timur_asked_for_more_and_another_person_decided() -> None:
    [request] = TopUpRequest.objects.filter(allocation__programme__slug=history.SLUG)
    assert (request.allocation.region_id, request.decision) == ("64.08", Decision.APPROVED)
    assert (request.count, request.granted) == (20, 10)
    assert request.requested_by != request.decided_by


def test_requests_of_today_wait_for_both_officers() -> None:
    waiting = TopUpRequest.objects.waiting()
    assert {request.requested_by.email for request in waiting} == {"kab@demo.id", "lp3h@demo.id"}
    root = Allocation.objects.roots().get(programme__slug=current.SLUG)
    assert root.free >= 15


@BOTH
def test_the_kabupaten_named_candidates_one_late_and_one_never(slug: str) -> None:
    requests = NominationRequest.objects.filter(call__programme__slug=slug)
    late = [r for r in requests if r.answered_at and r.answered_at.date() > r.call.due_on]
    assert [request.region_id for request in late] == ["64.74"]
    assert all(
        request.answered_at.date() <= request.until for request in late if request.answered_at
    )
    assert requests.filter(region="64.11", answered_at=None).exists()
    verdicts = Nomination.objects.filter(request__in=requests).values_list("screening", flat=True)
    assert set(verdicts) == {Screening.PASSED, Screening.UNSURE, Screening.FAILED}


def test_a_call_is_open_and_kutai_timur_has_named_but_not_sent() -> None:
    [request] = NominationRequest.objects.filter(
        region="64.08", answered_at=None, call__due_on__gt=TODAY
    )
    assert request.nominations.standing().count() == 4


@BOTH
def test_a_round_of_two_scorers_chose_and_kept_a_reserve(slug: str) -> None:
    round_ = SelectionRound.objects.get(programme__slug=slug, state=RoundState.CLOSED)
    outcomes = Counter(round_.candidates.values_list("outcome", flat=True))
    assert outcomes[Outcome.SELECTED] == round_.places > 20
    assert outcomes[Outcome.RESERVE] >= 10
    assert all(len(scorers_of(candidate)) == 2 for candidate in round_.candidates.all())


def test_whoever_was_chosen_filed_afterwards() -> None:
    for round_ in SelectionRound.objects.filter(state=RoundState.CLOSED):
        assert round_.closed_at
        for candidate in round_.candidates.filter(outcome=Outcome.SELECTED):
            application = candidate.nomination.business.applications.get(programme=round_.programme)
            assert application.created_at > round_.closed_at


def test_a_published_round_waits_for_marks() -> None:
    round_ = SelectionRound.objects.get(state=RoundState.PUBLISHED)
    officer = User.objects.get(email="prov@demo.id")
    marked = [len(scorers_of(candidate)) for candidate in round_.candidates.all()]
    assert {0, 1} == set(marked)
    assert not round_.candidates.filter(marks__scorer=officer).exists()


@BOTH
def test_replacements_keep_their_chain(slug: str) -> None:
    chains = Replacement.objects.filter(left__programme__slug=slug)
    assert chains.count() >= 5
    states = Counter(Offer.objects.filter(replacement__in=chains).values_list("state", flat=True))
    assert {OfferState.DECLINED, OfferState.ACCEPTED, OfferState.EXPIRED} <= set(states)
    assert chains.annotate(asked=Count("offers")).filter(asked=2).exists()
    for offer in Offer.objects.filter(replacement__in=chains).select_related("candidate"):
        assert offer.candidate
        assert offer.candidate.outcome == Outcome.RESERVE
        assert (offer.application is not None) == (offer.state == OfferState.ACCEPTED)


def test_the_replacements_of_2025_have_the_reasons_of_the_meeting() -> None:
    chains = Replacement.objects.filter(left__programme__slug=history.SLUG)
    reasons = set(chains.values_list("reason", flat=True))
    assert {"already-certified", "closed", "no-response"} <= reasons
    assert not chains.filter(closed_at=None).exists()


def test_offers_of_today_are_open_and_somebody_is_still_looked_for() -> None:
    assert {offer.answer_by > TODAY for offer in Offer.objects.waiting()} == {True}
    officer = User.objects.get(email="kab@demo.id")
    assert Offer.objects.visible_to(officer).waiting().count() == 1
    assert replacement.unoffered(User.objects.get(email="prov@demo.id")).count() == 1


def test_certificates_from_elsewhere_are_proposed_for_replacement() -> None:
    officer = User.objects.get(email="prov@demo.id")
    found = replacement.proposals(of(current.SLUG), officer, TODAY)
    assert found[0].why.startswith("Sudah bersertifikat, nomor DEMO-6426-")
    assert {proposal.reason for proposal in found} >= {"already-certified", "no-response"}


def test_obstacles_have_the_causes_of_the_meeting_in_many_kabupaten() -> None:
    found = Obstacle.objects.filter(application__programme__slug=history.SLUG)
    causes = set(found.open().values_list("cause", flat=True))
    assert causes >= {"no-response", "already-certified", "refuses", "needs-help", "distrust"}
    assert found.resolved().count() >= 40
    assert found.values("application__regency").distinct().count() >= 8
    assert found.latest("since").since.astimezone(WITA).date() <= date(2025, 6, 4)


def test_open_obstacles_of_today_wait_for_everybody() -> None:
    found = Obstacle.objects.open().filter(application__programme__slug=current.SLUG)
    actors = set(found.values_list("next_actor", flat=True))
    assert actors == {"companion", "regency_officer", "lp3h_coordinator", "province_officer"}
    assert not found.filter(since__gte=START_OF_TODAY).exists()


def test_outages_are_written_down_once_with_what_they_blocked() -> None:
    assert Incident.objects.count() == 3
    running = Incident.objects.running().get()
    report = outages(User.objects.get(email="prov@demo.id"), START_OF_TODAY)
    assert report.rows[0].incident == running
    assert running.obstacles.open().count() >= 5
    for incident in Incident.objects.exclude(ended_at=None):
        assert incident.obstacles.exists()
        assert not incident.obstacles.open().exists()


def test_nothing_holds_up_the_owners_own_application() -> None:
    owner = User.objects.get(email="pemilik@demo.id")
    assert not Obstacle.objects.filter(application__business__owner=owner).exists()


@BOTH
def test_the_office_paid_for_certificates_only(slug: str) -> None:
    programme = of(slug)
    line = budget_line(programme, TODAY)
    assert line.budget
    assert (
        0
        < line.paid_places
        <= Application.objects.filter(certificate__isnull=False, programme=programme).count()
    )
    assert line.paid == line.paid_places * 230_000
    assert programme.admission_rules.count() >= 6


def test_some_wait_for_a_companion_and_a_proposal_says_who() -> None:
    [proposal] = AssignmentProposal.objects.waiting()
    named = set(proposal.lines.values_list("business", flat=True))
    assert named == set(unaccompanied(proposal.organisation).values_list("pk", flat=True))
    assert len(named) == 5
    assert proposal.created_at < START_OF_TODAY


def test_two_offices_depart_from_the_calendar() -> None:
    assert dict(OfficeDay.objects.values_list("office__region", "is_working")) == {
        "64": False,
        "64.08": True,
    }


def test_numbers_of_the_named_are_given_once() -> None:
    nibs = list(Business.objects.filter(nib__startswith="98001").values_list("nib", flat=True))
    assert len(nibs) == len(set(nibs)) > 0
