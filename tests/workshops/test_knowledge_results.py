"""Results of a test: pairs, who lacks one, topics, kab/kota, and scores for certificates."""

import io
from fractions import Fraction

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from accounts.models import User
from tests.factories import SAMARINDA, client_for
from tests.workshops.making import join, join_person, make_event
from tests.workshops.testing import OVER, POST, make_test, sit
from workshops.enums import ParticipantStatus, Phase
from workshops.models import Event, KnowledgeTest, Participant
from workshops.selectors.knowledge import hidden_regions, results, score_percent_of


@pytest.fixture
def test(officer: User) -> KnowledgeTest:
    """Questions in turn: label, sop, label, sop."""
    return make_test(make_event(by=officer), by=officer, topics=("label", "sop"))


@pytest.fixture
def event(test: KnowledgeTest) -> Event:
    return test.event


def pair(
    test: KnowledgeTest, pre: str, post: str, *, by: User, name: str = "Pemilik Uji"
) -> Participant:
    """Somebody of Kutai Timur with both tests; A is always right."""
    person = join(test.event, by=by, owner_name=name)
    sit(test, person, Phase.PRE, pre)
    sit(test, person, Phase.POST, post)
    return person


def test_no_test_no_results(officer: User) -> None:
    event = make_event(by=officer)
    assert results(event) is None
    assert score_percent_of(event) == {}


def test_pairs_are_counted_and_nothing_is_guessed(
    test: KnowledgeTest, event: Event, officer: User
) -> None:
    pair(test, "ABBB", "AAAB", by=officer)  # 25 → 75
    pair(test, "AABB", "AAAA", by=officer)  # 50 → 100
    before, after, never = (join(event, by=officer) for _ in range(3))
    sit(test, before, Phase.PRE, "A---")
    sit(test, after, Phase.POST, "AA--")
    begun = join(event, by=officer)
    sit(test, begun, Phase.POST, "AAAA", hand_in=False)
    invited = join(event, by=officer, status=ParticipantStatus.INVITED)
    found = results(event, now=POST)
    assert found is not None
    assert found.summary is not None
    assert found.summary.pairs == 2
    assert found.summary.gain == 50
    assert found.only_pre == [before]
    assert found.only_post == [after]
    assert set(found.neither) == {never, begun}
    assert invited not in [row.participant for row in found.people]
    # When the time is over, what was answered counts as handed in.
    late = results(event, now=OVER)
    assert late is not None
    assert set(late.only_post) == {after, begun}


def test_topics_begin_with_the_weakest_of_all_final_tests(
    test: KnowledgeTest, event: Event, officer: User
) -> None:
    """Label is right at 1 and 3, SOP at 2 and 4 of a sheet.

    Final: AAAB and ABAB and A--- (no pair): label 2 + 2 + 1 of 6, SOP 1 + 0 + 0 of 6.
    Pairs: label 1/2→2/2 and 0/2→2/2, mean gain 75; SOP 0→1/2 and 0→0, mean gain 25.
    """
    pair(test, "ABBB", "AAAB", by=officer)
    pair(test, "BBBB", "ABAB", by=officer)
    sit(test, join(event, by=officer), Phase.POST, "A---")
    found = results(event, now=POST)
    assert found is not None
    sop, label = found.topics
    assert (sop.topic.pk, sop.post_share, sop.sheets) == ("sop", Fraction(100, 6), 3)
    assert (label.topic.pk, label.post_share) == ("label", Fraction(500, 6))
    assert label.summary is not None
    assert sop.summary is not None
    assert label.summary.gain == 75
    assert sop.summary.gain == 25


def test_few_pairs_of_a_region_are_a_number_only(
    test: KnowledgeTest, event: Event, officer: User
) -> None:
    for _ in range(5):
        pair(test, "ABBB", "AABB", by=officer)
    guest = join_person(event, by=officer, region=SAMARINDA)
    sit(test, guest, Phase.PRE, "BBBB")
    sit(test, guest, Phase.POST, "AAAA")
    found = results(event, now=POST)
    assert found is not None
    # Samarinda is one person; Kutai Timur alone would betray it through the sum.
    assert [(row.region.pk, row.pairs, row.summary) for row in found.regions] == [
        ("64.08", 5, None),
        (SAMARINDA, 1, None),
    ]


@pytest.mark.parametrize(
    ("pairs", "hidden"),
    [
        ({"a": 5, "b": 9}, set()),
        ({"a": 4, "b": 5, "c": 9}, {"a", "b"}),
        ({"a": 4, "b": 3, "c": 9}, {"a", "b"}),
        ({"a": 0, "b": 5, "c": 9}, {"a"}),
        ({"a": 4}, {"a"}),
    ],
)
def test_one_hidden_region_is_never_alone(pairs: dict[str, int], hidden: set[str]) -> None:
    assert hidden_regions(pairs) == hidden


def test_scores_are_whole_percents_rounded_down(officer: User) -> None:
    event = make_event(by=officer)
    test = make_test(event, by=officer, count=3)
    two, none, pre_only = (join(event, by=officer) for _ in range(3))
    sit(test, two, Phase.POST, "AAB")
    sit(test, none, Phase.POST, "B--", hand_in=False)
    sit(test, pre_only, Phase.PRE, "AAA")
    assert score_percent_of(event, now=POST) == {two.pk: 66}
    assert score_percent_of(event, now=OVER) == {two.pk: 66, none.pk: 0}


# --- Pages --------------------------------------------------------------------------------------


def address(event: Event, name: str = "test-results") -> str:
    return reverse(f"workshops:{name}", args=[event.pk])


def full_room(test: KnowledgeTest, officer: User) -> None:
    for number in range(5):
        pair(test, "ABBB", "AAAB", by=officer, name=f"Peserta Rahasia {number}")


def test_the_page_begins_with_a_sentence(
    test: KnowledgeTest, event: Event, officer: User, head: User
) -> None:
    full_room(test, officer)
    never = join(event, by=officer, owner_name="Belum Ikut")
    text = client_for(officer).get(address(event)).text
    assert "5 pasangan: rata-rata naik 50 poin (95%: 50 sampai 50)." in text
    assert "Peserta Rahasia 3" in text
    assert never.name in text
    # The head reads sums, never single people.
    text = client_for(head).get(address(event)).text
    assert "rata-rata naik 50 poin" in text
    assert "Peserta Rahasia" not in text
    assert never.name not in text
    assert "bukan bukti sebabnya" in text


def test_very_few_pairs_are_shown_to_the_organiser_only(
    test: KnowledgeTest, event: Event, officer: User, head: User
) -> None:
    pair(test, "ABBB", "AABB", by=officer)
    assert "1 pasangan: rata-rata naik 25 poin" in client_for(officer).get(address(event)).text
    text = client_for(head).get(address(event)).text
    assert "terlalu sedikit untuk ditampilkan" in text
    assert "naik 25" not in text
    assert client_for(head).get(address(event, "test-results-xlsx")).status_code == 404


def test_an_officer_elsewhere_counts_the_own_people_only(
    test: KnowledgeTest, event: Event, officer: User, stranger: User
) -> None:
    full_room(test, officer)
    assert client_for(stranger).get(address(event)).status_code == 404
    guest = join_person(event, by=officer, region=SAMARINDA)
    sit(test, guest, Phase.PRE, "BBBB")
    text = client_for(stranger).get(address(event)).text
    assert "Belum ada pasangan" in text
    assert "Hanya peserta dari wilayah Anda" in text


def test_the_workbook_has_the_figures_of_the_page(
    test: KnowledgeTest, event: Event, officer: User, head: User
) -> None:
    full_room(test, officer)
    book = workbook(officer, event)
    assert book.sheet_names == ["Ringkasan", "Topik", "Kab-kota", "Peserta"]
    overview = book.get_sheet_by_name("Ringkasan").to_python()
    assert ["Naik (poin)", 50] in overview
    assert "rata-rata naik 50 poin" in str(overview[3][1])
    people = book.get_sheet_by_name("Peserta").to_python()
    assert people[1][0] == "Peserta Rahasia 0"
    assert people[1][3:6] == [25, 75, 50]
    assert "Peserta" not in workbook(head, event).sheet_names


def workbook(user: User, event: Event) -> CalamineWorkbook:
    content = client_for(user).get(address(event, "test-results-xlsx")).content
    return CalamineWorkbook.from_filelike(io.BytesIO(content))


def test_the_page_needs_few_queries_for_many_people(
    test: KnowledgeTest, event: Event, officer: User, django_assert_max_num_queries: object
) -> None:
    full_room(test, officer)
    client = client_for(officer)
    with django_assert_max_num_queries(25):  # type: ignore[operator]
        assert client.get(address(event)).status_code == 200
