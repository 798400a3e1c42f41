"""Selection rounds: published first, marked blindly, ranked into places."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.models import User
from certification.enums import Outcome, RoundState
from certification.errors import (
    EnoughScorersError,
    MarkRangeError,
    MarksMissingError,
    NoCandidatesError,
    NoCriteriaError,
    RoundStateError,
    TooManyPlacesError,
)
from certification.models import Mark, Nomination, Programme
from certification.selectors.selection import candidate_rows
from certification.services import selection
from certification.services.selection import CriterionDetails, RoundDetails
from tests.certification.selecting import Open, candidates_of, mark, opener, screened
from tests.factories import EAST_KALIMANTAN, client_for, make_user


@pytest.fixture
def colleague(db: None) -> User:
    return make_user("province_officer", region=EAST_KALIMANTAN)


@pytest.fixture
def named(programme: Programme, province_officer: User) -> list[Nomination]:
    return screened(programme, province_officer)


@pytest.fixture
def open_round(programme: Programme, named: list[Nomination], province_officer: User) -> Open:
    return opener(programme, province_officer)


def test_only_nominations_that_passed_become_candidates(
    open_round: Open, named: list[Nomination]
) -> None:
    found = [candidate.nomination for candidate in candidates_of(open_round())]
    assert found == named[:3]


def test_from_publication_to_the_ranking(open_round: Open, province_officer: User) -> None:
    round_ = open_round(places=2)
    selection.publish(round_=round_, by=province_officer)
    first, second, third = candidates_of(round_)
    for candidate, value in ((first, 1), (second, 2), (third, 1)):
        mark(candidate, value, province_officer)
    selection.close(round_=round_, by=province_officer)
    results = [(c.pk, c.rank, c.outcome) for c in round_.candidates.order_by("rank")]
    assert results == [
        (second.pk, 1, Outcome.SELECTED),
        (first.pk, 2, Outcome.SELECTED),
        (third.pk, 3, Outcome.RESERVE),
    ]
    round_.refresh_from_db()
    assert (round_.state, round_.closed_by) == (RoundState.CLOSED, province_officer)


def test_criteria_are_fixed_once_published(open_round: Open, province_officer: User) -> None:
    round_ = open_round()
    selection.publish(round_=round_, by=province_officer)
    details = CriterionDetails(
        name="Baru", description="", weight=1, max_mark=2, gate=None, source="uji"
    )
    with pytest.raises(RoundStateError, match="kriteria diumumkan"):
        selection.add_criterion(round_=round_, details=details, by=province_officer)
    criterion = round_.criteria.all()[0]
    with pytest.raises(RoundStateError):
        selection.remove_criterion(criterion=criterion, by=province_officer)
    with pytest.raises(RoundStateError):
        selection.publish(round_=round_, by=province_officer)


def test_nobody_marks_before_publication_or_after_closing(
    open_round: Open, province_officer: User
) -> None:
    round_ = open_round()
    candidate = candidates_of(round_)[0]
    with pytest.raises(RoundStateError, match="disusun"):
        mark(candidate, 1, province_officer)
    selection.publish(round_=round_, by=province_officer)
    for each in candidates_of(round_):
        mark(each, 1, province_officer)
    selection.close(round_=round_, by=province_officer)
    with pytest.raises(RoundStateError, match="ditetapkan"):
        mark(candidate, 2, province_officer)


def test_closing_waits_for_every_scorer(
    open_round: Open, province_officer: User, colleague: User
) -> None:
    round_ = open_round(scorers=2)
    selection.publish(round_=round_, by=province_officer)
    for candidate in candidates_of(round_):
        mark(candidate, 1, province_officer)
    with pytest.raises(MarksMissingError, match="3 calon belum dinilai lengkap oleh dua penilai"):
        selection.close(round_=round_, by=province_officer)
    for candidate in candidates_of(round_):
        mark(candidate, 2, colleague)
    third = make_user("province_officer", region=EAST_KALIMANTAN)
    with pytest.raises(EnoughScorersError):
        mark(candidates_of(round_)[0], 0, third)
    selection.close(round_=round_, by=colleague)
    totals = {str(candidate.total) for candidate in round_.candidates.all()}
    assert totals == {"75.00"}


def test_two_scorers_never_see_each_others_marks(
    open_round: Open, province_officer: User, colleague: User
) -> None:
    round_ = open_round(scorers=2)
    selection.publish(round_=round_, by=province_officer)
    candidate = candidates_of(round_)[0]
    mark(candidate, 2, province_officer)
    client = client_for(colleague)
    card = client.get(reverse("certification:candidate-mark", args=[candidate.pk]))
    assert "checked" not in card.content.decode()
    row = candidate_rows(round_, colleague)[0]
    assert (row.scorers, row.is_mine_done, row.marks) == (1, False, [])
    mine = client_for(province_officer)
    own = mine.get(reverse("certification:candidate-mark", args=[candidate.pk]))
    assert "checked" in own.content.decode()


def test_a_mark_outside_its_range_or_missing_changes_nothing(
    open_round: Open, province_officer: User
) -> None:
    round_ = open_round()
    selection.publish(round_=round_, by=province_officer)
    candidate = candidates_of(round_)[0]
    with pytest.raises(MarkRangeError, match="NIB dan KBLI: beri nilai 0 sampai 2"):
        mark(candidate, 3, province_officer)
    with pytest.raises(MarkRangeError):
        selection.give_marks(candidate=candidate, marks={}, by=province_officer)
    assert not Mark.objects.exists()


def test_more_places_than_the_programme_has_are_refused(
    open_round: Open, province_officer: User
) -> None:
    with pytest.raises(TooManyPlacesError, match=r"untuk 11 tempat, .* program 10"):
        selection.publish(round_=open_round(places=11), by=province_officer)


def test_an_empty_card_or_nobody_to_choose_from_is_said(
    programme: Programme, province_officer: User
) -> None:
    details = RoundDetails(
        name="Kosong", places=1, scorers_needed=1, least_per_regency=0, tie_break="nominated"
    )
    empty = selection.open_round(
        programme=programme, details=details, ready_set="empty", by=province_officer
    )
    with pytest.raises(NoCriteriaError):
        selection.publish(round_=empty, by=province_officer)
    alone = selection.open_round(
        programme=programme, details=details, ready_set="export", by=province_officer
    )
    selection.publish(round_=alone, by=province_officer)
    with pytest.raises(NoCandidatesError):
        selection.close(round_=alone, by=province_officer)


@pytest.mark.parametrize("who", ["owner", "officer", "stranger", "coordinator", "auditor", "head"])
def test_only_the_province_runs_a_round(
    open_round: Open, who: str, request: pytest.FixtureRequest
) -> None:
    user = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        selection.publish(round_=open_round(), by=user)
