"""The question bank and the questions of a test."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from accounts.models import User
from halalportal.audit.models import AuditEntry
from tests.workshops.making import at, join, make_event, make_session
from tests.workshops.testing import content, make_questions, make_test, sit
from workshops.enums import Phase
from workshops.knowledge_errors import QuestionsNeededError, TestStartedError
from workshops.models import Choice, KnowledgeTest, Question, TestItem, Topic
from workshops.selectors import questions as selectors
from workshops.services import events, knowledge_tests, questions
from workshops.services.events import EventDetails
from workshops.services.knowledge_tests import MOST_QUESTIONS, default_times


def test_the_bank_begins_with_sourced_questions_that_have_one_right_choice(db: None) -> None:
    bank = Question.objects.active().prefetch_related("choices")
    assert len(bank) >= 24
    assert Topic.objects.count() == 11
    for question in bank:
        choices = list(question.choices.all())
        assert 3 <= len(choices) <= 4, question
        assert sum(choice.is_right for choice in choices) == 1, question
        assert len({choice.text for choice in choices}) == len(choices), question
        assert question.source, question
    assert not Topic.objects.filter(questions=None).exists()
    # The right letter can't be guessed from its place.
    assert len(set(Choice.objects.filter(is_right=True).values_list("position", flat=True))) == 4


def test_a_question_is_added_by_officers_only(officer: User, head: User, owner: User) -> None:
    question = questions.add(content=content(right=1), by=officer)
    assert [choice.letter for choice in question.choices.filter(is_right=True)] == ["B"]
    count = Question.objects.count()
    for user in (head, owner):
        with pytest.raises(PermissionDenied):
            questions.add(content=content(), by=user)
    assert Question.objects.count() == count


def test_a_replaced_question_stays_as_it_was_asked(officer: User) -> None:
    test = make_test(make_event(by=officer), by=officer)
    old = test.items.all()[0].question
    new = questions.replace(question=old, content=content(text="Soal baru?"), by=officer)
    old.refresh_from_db()
    assert (old.text, old.is_active, new.is_active) == ("Soal uji 0?", False, True)
    assert test.items.all()[0].question == old
    entry = AuditEntry.objects.get(action="question.replaced")
    assert (entry.subject_id, entry.data["old"]) == (str(new.pk), old.pk)


def test_a_retired_question_is_in_no_new_test(officer: User) -> None:
    [question] = make_questions(1, by=officer)
    questions.set_active(question=question, is_active=False, by=officer)
    with pytest.raises(QuestionsNeededError):
        knowledge_tests.choose_questions(
            event=make_event(by=officer),
            questions=[Question.objects.get(pk=question.pk)],
            by=officer,
        )
    assert not KnowledgeTest.objects.exists()
    questions.set_active(question=question, is_active=True, by=officer)
    questions.set_active(question=question, is_active=True, by=officer)
    assert AuditEntry.objects.filter(action="question.activated").count() == 1


def test_the_database_holds_one_right_choice(officer: User) -> None:
    [question] = make_questions(1, by=officer)
    with pytest.raises(IntegrityError):
        Choice.objects.create(question=question, position=4, text="Empat", is_right=True)


def test_a_proposal_takes_one_of_each_topic_in_turn(officer: User) -> None:
    rows = selectors.choices_for(None)
    assert sum(row.chosen_count for row in rows) == selectors.PROPOSED
    assert max(row.chosen_count for row in rows) == 1
    [label] = [row for row in selectors.choices_for(None, topics=["label"]) if row.chosen_count]
    assert (label.topic.pk, label.chosen_count) == ("label", len(label.rows))


def test_a_test_proposes_its_own_questions_also_retired_ones(officer: User) -> None:
    test = make_test(make_event(by=officer), by=officer, count=2)
    kept = test.items.all()[0].question
    questions.set_active(question=kept, is_active=False, by=officer)
    ticked = [q for row in selectors.choices_for(test) for q, chosen in row.rows if chosen]
    assert kept in ticked
    assert len(ticked) == 2


def test_times_follow_the_sessions(officer: User) -> None:
    event = make_event(by=officer)
    assert default_times(event).pre_closes_at == event.ends_at
    make_session(event, by=officer, hour=9)
    make_session(event, by=officer, hour=13)
    times = default_times(event)
    assert times.pre_opens_at == event.starts_at - datetime.timedelta(days=7)
    assert times.pre_closes_at == at(10, 30)
    assert times.post_opens_at == at(13)
    assert times.post_closes_at == event.ends_at + datetime.timedelta(days=3)


def test_times_move_with_the_event(officer: User) -> None:
    event = make_event(by=officer)
    before = make_test(event, by=officer).pre_opens_at
    week = datetime.timedelta(days=7)
    details = EventDetails.of(event)
    moved = {"starts_at": event.starts_at + week, "ends_at": event.ends_at + week}
    new = EventDetails(**(details.values() | moved))
    events.change(event=event, details=new, by=officer)
    assert KnowledgeTest.objects.get().pre_opens_at == before + week


def test_questions_are_fixed_once_somebody_began(officer: User) -> None:
    event = make_event(by=officer)
    test = make_test(event, by=officer, count=2)
    again = knowledge_tests.choose_questions(
        event=event, questions=make_questions(3, by=officer), by=officer
    )
    assert again == test
    assert TestItem.objects.count() == 3
    sit(test, join(event, by=officer), Phase.PRE, "A--", hand_in=False)
    with pytest.raises(TestStartedError):
        knowledge_tests.choose_questions(
            event=event, questions=make_questions(2, by=officer), by=officer
        )
    assert TestItem.objects.count() == 3


def test_a_test_has_between_one_and_thirty_different_questions(officer: User) -> None:
    event = make_event(by=officer)
    [question] = make_questions(1, by=officer)
    many = make_questions(MOST_QUESTIONS + 1, by=officer)
    for wrong in ([], [question, question], many):
        with pytest.raises(QuestionsNeededError):
            knowledge_tests.choose_questions(event=event, questions=wrong, by=officer)
    assert not KnowledgeTest.objects.exists()


def test_strangers_choose_no_questions_and_no_times(officer: User, stranger: User) -> None:
    event = make_event(by=officer)
    test = make_test(event, by=officer)
    with pytest.raises(PermissionDenied):
        knowledge_tests.choose_questions(
            event=event, questions=make_questions(1, by=stranger), by=stranger
        )
    with pytest.raises(PermissionDenied):
        knowledge_tests.set_times(test=test, times=default_times(event), by=stranger)
    assert test.items.count() == 4


def test_a_phase_closes_after_it_opens_says_the_database(officer: User) -> None:
    test = make_test(make_event(by=officer), by=officer)
    with pytest.raises(IntegrityError):
        KnowledgeTest.objects.filter(pk=test.pk).update(pre_closes_at=test.pre_opens_at)
