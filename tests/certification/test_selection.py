"""Selection rounds: published first, marked blindly, ranked into places, minuted."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from certification.enums import Outcome, RoundState, Screening, TieBreak
from certification.minutes import minutes_html, minutes_pdf
from certification.models import (
    Candidate,
    Mark,
    Nomination,
    NominationCall,
    NominationRequest,
    Programme,
    SelectionRound,
)
from certification.selection_errors import (
    EnoughScorersError,
    MarkRangeError,
    MarksMissingError,
    NoCandidatesError,
    NoCriteriaError,
    RoundStateError,
    TooManyPlacesError,
)
from certification.selectors.selection import candidate_rows
from certification.services import selection
from certification.services.selection import CriterionDetails, RoundDetails
from tests.factories import (
    EAST_KALIMANTAN,
    EAST_KUTAI,
    SAMARINDA,
    client_for,
    make_business,
    make_region,
    make_user,
)


@pytest.fixture
def colleague(db: None) -> User:
    return make_user("province_officer", region=EAST_KALIMANTAN)


@pytest.fixture
def named(programme: Programme, province_officer: User) -> list[Nomination]:
    """Two of East Kutai and one of Samarinda that passed, one that did not."""
    call = NominationCall.objects.create(
        programme=programme, name="Usulan", due_on=date(2026, 12, 1), created_by=province_officer
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
            screened_by=province_officer,
            nominated_by=province_officer,
        )
        for code, screening in verdicts
    ]


Open = Callable[..., SelectionRound]


@pytest.fixture
def open_round(programme: Programme, named: list[Nomination], province_officer: User) -> Open:
    def run(*, places: int = 2, scorers: int = 1, least: int = 0) -> SelectionRound:
        details = RoundDetails(
            name="Tahap 1",
            places=places,
            scorers_needed=scorers,
            least_per_regency=least,
            tie_break=TieBreak.NOMINATED,
        )
        return selection.open_round(
            programme=programme, details=details, ready_set="facilitation", by=province_officer
        )

    return run


def mark(candidate: Candidate, value: int, by: User) -> None:
    marks = {criterion.pk: value for criterion in candidate.round.criteria.all()}
    selection.give_marks(candidate=candidate, marks=marks, by=by)


def candidates_of(round_: SelectionRound) -> list[Candidate]:
    return list(round_.candidates.select_related("round").order_by("pk"))


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


def test_a_criterion_is_changed_until_it_is_published(
    open_round: Open, province_officer: User, officer: User
) -> None:
    round_ = open_round()
    criterion = round_.criteria.all()[0]
    address = reverse("certification:criterion-change", args=[criterion.pk])
    client = client_for(province_officer)
    assert f'value="{criterion.name}"' in client.get(address).content.decode()
    data = {"name": "NIB", "weight": "5", "max_mark": "4", "gate": "9", "source": "SK 1"}
    assert "Batas paling tinggi 4" in client.post(address, data).content.decode()
    assert client.post(address, data | {"gate": ""}).status_code == 302
    criterion.refresh_from_db()
    assert (criterion.name, criterion.weight, criterion.gate) == ("NIB", 5, None)
    selection.publish(round_=round_, by=province_officer)
    refused = client.post(address, data | {"gate": "", "weight": "1"})
    assert "seleksi sudah berubah" in refused.content.decode()
    criterion.refresh_from_db()
    assert criterion.weight == 5
    assert client_for(officer).get(address).status_code == 403


@pytest.mark.parametrize("who", ["owner", "officer", "stranger", "coordinator", "auditor", "head"])
def test_only_the_province_runs_a_round(
    open_round: Open, who: str, request: pytest.FixtureRequest
) -> None:
    user = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        selection.publish(round_=open_round(), by=user)


def test_a_kabupaten_sees_published_rounds_with_its_own_candidates(
    open_round: Open, province_officer: User, officer: User, stranger: User
) -> None:
    round_ = open_round()
    address = reverse("certification:round-detail", args=[round_.pk])
    assert client_for(officer).get(address).status_code == 404
    selection.publish(round_=round_, by=province_officer)
    east = client_for(officer).get(address).context["rows"]
    assert {row.candidate.nomination.request.region_id for row in east} == {EAST_KUTAI}
    other = client_for(stranger).get(address).context["rows"]
    assert {row.candidate.nomination.request.region_id for row in other} == {SAMARINDA}
    foreigner = make_user("province_officer", region="63")
    assert client_for(foreigner).get(address).status_code == 404


def test_the_pages_from_a_new_round_to_the_result(
    programme: Programme, named: list[Nomination], province_officer: User
) -> None:
    client = client_for(province_officer)
    data = {
        "name": "Tahap 1",
        "places": "1",
        "ready_set": "facilitation",
        "scorers_needed": "1",
        "least_per_regency": "0",
        "tie_break": "nominated",
    }
    created = client.post(reverse("certification:round-create", args=[programme.slug]), data)
    round_ = SelectionRound.objects.get()
    address = reverse("certification:round-detail", args=[round_.pk])
    assert created.headers["Location"] == address
    client.post(reverse("certification:round-publish", args=[round_.pk]))
    refused = client.post(reverse("certification:round-close", args=[round_.pk]), follow=True)
    assert "3 calon belum dinilai lengkap" in refused.content.decode()
    for value, candidate in zip("102", candidates_of(round_), strict=True):
        marks = {f"mark_{c.pk}": value for c in round_.criteria.all()}
        answer = client.post(
            reverse("certification:candidate-mark", args=[candidate.pk]), marks, follow=True
        )
        assert "tersimpan" in answer.content.decode()
    page = client.post(reverse("certification:round-close", args=[round_.pk]), follow=True)
    text = page.content.decode()
    for words in ("Terpilih", "Cadangan", "Tidak lolos", "Di bawah batas: NIB dan KBLI", "100,00"):
        assert words in text


def test_the_table_takes_as_many_queries_for_many_candidates(
    open_round: Open, province_officer: User, named: list[Nomination]
) -> None:
    round_ = open_round()
    client = client_for(province_officer)
    address = reverse("certification:round-detail", args=[round_.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for _ in range(5):
        nomination = Nomination.objects.create(
            request=named[0].request, business=make_business(), nominated_by=province_officer
        )
        Candidate.objects.create(round=round_, nomination=nomination)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)


def test_the_minutes_say_draft_and_hold_the_whole_reckoning(
    open_round: Open, province_officer: User
) -> None:
    round_ = open_round(places=1)
    selection.publish(round_=round_, by=province_officer)
    for value, candidate in enumerate(candidates_of(round_)):
        mark(candidate, value, province_officer)
    selection.close(round_=round_, by=province_officer)
    round_.refresh_from_db()
    html = minutes_html(round_, province_officer)
    for words in (
        "DRAF · belum ditandatangani",
        "NIB dan KBLI",
        "100,00",
        "Cadangan",
        "Di bawah batas: NIB dan KBLI",
        province_officer.name,
    ):
        assert words in html
    assert minutes_pdf(round_, province_officer).startswith(b"%PDF-")
