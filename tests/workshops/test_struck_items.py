"""A wrong question of a test that was taken: figures with and without it, who strikes it."""

import io
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from accounts.models import User
from halalportal.audit.models import AuditEntry
from tests.factories import client_for
from tests.workshops.making import join, make_event
from tests.workshops.testing import OVER, POST, make_test, sit
from workshops import knowledge_invariants
from workshops.enums import Phase
from workshops.knowledge_errors import LastQuestionError, NobodyAnsweredError
from workshops.knowledge_papers import key_html, sheet_html
from workshops.models import Event, KnowledgeTest, Participant, TestItem
from workshops.selectors.event_report import figures
from workshops.selectors.knowledge import results, score_percent_of
from workshops.selectors.sittings import own_tests
from workshops.services import copying, struck_items
from workshops.services.links import token_for

REASON = "Dua jawaban benar"


@pytest.fixture
def test(officer: User) -> KnowledgeTest:
    """Questions in turn: label, sop, label, sop."""
    return make_test(make_event(by=officer), by=officer, topics=("label", "sop"))


@pytest.fixture
def event(test: KnowledgeTest) -> Event:
    return test.event


@pytest.fixture
def people(test: KnowledgeTest, officer: User) -> list[Participant]:
    """ABBB → AABA: 25% → 75%. AABB → BABB: 50% → 25%. With A right, always."""
    found = [join(test.event, by=officer, owner_name=f"Peserta {n}") for n in range(2)]
    for person, pre, post in zip(found, ("ABBB", "AABB"), ("AABA", "BABB"), strict=True):
        sit(test, person, Phase.PRE, pre)
        sit(test, person, Phase.POST, post)
    return found


def item(test: KnowledgeTest, number: int) -> TestItem:
    return test.items.get(position=number)


def strike(test: KnowledgeTest, number: int, by: User) -> TestItem:
    return struck_items.strike(item=item(test, number), reason=REASON, by=by)


def address(test: KnowledgeTest, number: int = 1, name: str = "test-item-strike") -> str:
    return reverse(f"workshops:{name}", args=[test.event_id, item(test, number).pk])


def summary_of(event: Event) -> Any:
    found = results(event, now=POST)
    assert found is not None
    assert found.summary is not None
    return found.summary


# --- Figures ------------------------------------------------------------------------------------


def test_figures_before_and_after(
    test: KnowledgeTest, event: Event, people: list[Participant], officer: User
) -> None:
    """Of 1–4: 1→3 and 2→1, gain 50 and −25. Of 2–4: 0→2 and 1→1, gain 200/3 and 0."""
    whole = summary_of(event)
    assert (whole.pre, whole.post, whole.gain) == (Fraction(75, 2), 50, Fraction(25, 2))
    assert score_percent_of(event, now=POST) == {people[0].pk: 75, people[1].pk: 25}

    strike(test, 1, officer)

    found = results(event, now=POST)
    assert found is not None
    assert (found.questions, len(found.items), [i.position for i in found.struck]) == (3, 4, [1])
    left = summary_of(event)
    assert (left.pre, left.post) == (Fraction(50, 3), 50)
    assert left.gain == Fraction(100, 3)
    # (200/3) / 100 and 0 / (200/3).
    assert left.mean_of_normalised == Fraction(1, 3)
    assert left.normalised_of_means == Fraction(2, 5)
    assert [row.total for row in found.people] == [3, 3]
    topics = {row.topic.pk: (row.questions, row.post_right, row.post_asked) for row in found.topics}
    assert topics == {"label": (1, 0, 2), "sop": (2, 3, 4)}
    assert score_percent_of(event, now=POST) == {people[0].pk: 66, people[1].pk: 33}
    assert not list(knowledge_invariants.check())


def test_taking_it_back_restores_every_figure(
    test: KnowledgeTest, event: Event, people: list[Participant], officer: User
) -> None:
    before = results(event, now=POST)
    struck = strike(test, 1, officer)
    assert (struck.struck_by, struck.struck_reason) == (officer, REASON)
    # Striking twice keeps the first reason.
    struck_items.strike(item=struck, reason="lain", by=officer)
    assert results(event, now=POST) != before

    struck_items.count_again(item=struck, by=officer)
    struck_items.count_again(item=struck, by=officer)

    assert results(event, now=POST) == before
    entries = AuditEntry.objects.filter(action__startswith="test.question_").order_by("pk")
    assert [(entry.action, entry.data["reason"]) for entry in entries] == [
        ("test.question_struck", REASON),
        ("test.question_counted", ""),
    ]


def test_the_own_result_leaves_it_out(
    test: KnowledgeTest, people: list[Participant], officer: User
) -> None:
    _, post = own_tests(people[1], OVER)
    assert (post.right, post.total, [topic.pk for topic in post.weak]) == (1, 4, ["label", "sop"])
    for number in (1, 3):
        strike(test, number, officer)
    _, post = own_tests(people[1], OVER)
    assert (post.right, post.total, post.asked, post.answered) == (1, 2, 4, 2)
    assert [topic.pk for topic in post.weak] == ["sop"]


def test_a_sheet_with_nothing_but_struck_answers_does_not_count(
    test: KnowledgeTest, event: Event, people: list[Participant], officer: User
) -> None:
    late = join(event, by=officer)
    sit(test, late, Phase.POST, "A---", hand_in=False)
    assert late.pk in score_percent_of(event, now=OVER)
    strike(test, 1, officer)
    assert late.pk not in score_percent_of(event, now=OVER)
    assert str(own_tests(late, OVER)[1].stand) == "missed"


def test_a_copy_asks_only_what_counts(
    test: KnowledgeTest, event: Event, people: list[Participant], officer: User
) -> None:
    strike(test, 2, officer)
    twin = copying.copy(event=event, by=officer, today=timezone.localdate())
    copied = KnowledgeTest.objects.get(event=twin).items
    kept = test.items.exclude(position=2).values_list("question_id", flat=True)
    assert list(copied.values_list("question_id", flat=True)) == list(kept)
    assert not copied.exclude(struck_at=None).exists()


# --- What stands in the way ---------------------------------------------------------------------


def test_the_last_question_stays(
    test: KnowledgeTest, people: list[Participant], officer: User
) -> None:
    for number in (1, 2, 3):
        strike(test, number, officer)
    with pytest.raises(LastQuestionError, match="soal terakhir yang dihitung"):
        strike(test, 4, officer)
    page = client_for(officer).post(address(test, 4), {"reason": REASON}, follow=True)
    assert "Ini soal terakhir yang dihitung." in page.text
    assert test.items.counted().get().position == 4
    assert not list(knowledge_invariants.check())
    test.items.update(struck_at=timezone.now(), struck_by=officer, struck_reason=REASON)
    assert list(knowledge_invariants.check()) == [f"test {test.pk}: no question counts"]


def test_while_nobody_answered_the_questions_are_changed_instead(
    test: KnowledgeTest, officer: User
) -> None:
    with pytest.raises(NobodyAnsweredError, match="Ganti saja soalnya"):
        strike(test, 1, officer)
    page = client_for(officer).get(reverse("workshops:test-results", args=[test.event_id]))
    assert address(test) not in page.text


def test_the_database_wants_a_reason(test: KnowledgeTest) -> None:
    with pytest.raises(IntegrityError, match="test_item_struck"), transaction.atomic():
        test.items.update(struck_at=timezone.now())


def test_who_may_strike(
    test: KnowledgeTest, officer: User, stranger: User, head: User, owner: User
) -> None:
    sit(test, join(test.event, by=officer), Phase.PRE, "AAAA")
    data = {"reason": REASON}
    for name in ("test-item-strike", "test-item-count"):
        url = address(test, 1, name)
        assert client_for(stranger).post(url, data).status_code == 404
        for user in (head, owner):
            assert client_for(user).post(url, data).status_code == 403
        assert Client().post(url, data).status_code == 302
    for user in (stranger, head, owner):
        with pytest.raises(PermissionDenied):
            strike(test, 1, user)
    assert not test.items.exclude(struck_at=None).exists()
    other = make_test(make_event(by=officer), by=officer)
    wrong = reverse("workshops:test-item-strike", args=[other.event_id, item(test, 1).pk])
    assert client_for(officer).post(wrong, data).status_code == 404
    client_for(officer).post(address(test), data)
    assert item(test, 1).is_struck


# --- Pages --------------------------------------------------------------------------------------


def test_an_officer_strikes_and_counts_again_from_the_results(
    test: KnowledgeTest, event: Event, people: list[Participant], officer: User, head: User
) -> None:
    client = client_for(officer)
    page = reverse("workshops:test-results", args=[event.pk])
    assert address(test, 1) in client.get(page).text
    assert "Soal uji 0?" in client.get(address(test, 1)).text
    empty = client.post(address(test, 1), {"reason": ""})
    assert empty.status_code == 422
    assert "Tulis alasannya." in empty.text
    assert empty.text.count("Ada yang perlu diperbaiki") == 1

    client.post(address(test, 1), {"reason": REASON})

    for user in (officer, head):
        for name in ("test-results", "test-detail"):
            text = client_for(user).get(reverse(f"workshops:{name}", args=[event.pk])).text
            assert "4 soal, 1 tidak dihitung" in text, name
            assert f"Soal 1 tidak dihitung: {REASON}" in text, name
    assert address(test, 1, "test-item-count") not in client_for(head).get(page).text
    assert "3 dari 3" not in client.get(page).text
    assert "2 dari 3" in client.get(page).text

    client.post(address(test, 1, "test-item-count"))
    text = client.get(page).text
    assert REASON not in text
    assert "3 dari 4" in text


def test_papers_report_and_workbook_say_so(
    test: KnowledgeTest, event: Event, people: list[Participant], officer: User
) -> None:
    strike(test, 1, officer)
    assert f"(tidak dihitung: {REASON})" in key_html(test)
    assert sheet_html(test, Phase.POST).count("(tidak dihitung)") == 1
    reported = figures(event).test
    assert reported is not None
    assert reported.struck == [item(test, 1)]
    report = client_for(officer).get(reverse("workshops:report-detail", args=[event.pk])).text
    assert "dengan 4 soal yang sama, 1 tidak dihitung." in report
    assert f"Soal 1 tidak dihitung: {REASON}" in report
    url = reverse("workshops:test-results-xlsx", args=[event.pk])
    book = CalamineWorkbook.from_filelike(io.BytesIO(client_for(officer).get(url).content))
    overview = book.get_sheet_by_name("Ringkasan").to_python()
    assert ["Soal", 4] in overview
    assert ["Soal 1 tidak dihitung", REASON] in overview
    assert book.get_sheet_by_name("Peserta").to_python()[1][3:5] == [0, 66.67]


def test_whoever_is_at_it_may_skip_it(officer: User) -> None:
    now = timezone.now()
    event = make_event(
        by=officer, starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=2)
    )
    test = make_test(event, by=officer, count=2)
    person = join(event, by=officer)
    client, token = Client(), token_for(person)

    def own(name: str, *args: int) -> str:
        return reverse(f"workshops:{name}", args=[token, "awal", *args])

    client.post(own("sitting-start"))
    strike(test, 1, officer)
    assert "2 soal, 1 tidak dihitung" in client.get(own("sitting-intro")).text
    assert REASON in client.get(own("sitting-question", 1)).text
    assert client.post(own("sitting-start"))["Location"] == own("sitting-question", 2)
    choice = item(test, 2).question.choices.get(position=1)
    client.post(own("sitting-answer", 2), {"pilihan": choice.pk})
    text = client.get(own("sitting-check")).text
    assert "Semua 1 soal yang dihitung sudah dijawab." in text
    assert (
        "2 soal, 1 tidak dihitung,"
        in client.get(reverse("workshops:participant-page", args=[token])).text
    )
