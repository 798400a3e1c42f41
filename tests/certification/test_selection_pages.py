"""The pages of a selection round, and its minutes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from certification.minutes import minutes_html, minutes_pdf
from certification.models import Candidate, Nomination, Programme, SelectionRound
from certification.services import selection
from tests.certification.selecting import Open, candidates_of, mark, opener, screened
from tests.factories import EAST_KUTAI, SAMARINDA, client_for, make_business, make_user


@pytest.fixture
def named(programme: Programme, province_officer: User) -> list[Nomination]:
    return screened(programme, province_officer)


@pytest.fixture
def open_round(programme: Programme, named: list[Nomination], province_officer: User) -> Open:
    return opener(programme, province_officer)


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
