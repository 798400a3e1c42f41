"""Taking a test on the phone: kept at once, handed in once, never after its time."""

import datetime
import threading

import pytest
from django.db import connection

from accounts.models import User
from tests.workshops.making import join, make_event
from tests.workshops.testing import OVER, POST, PRE, make_questions, make_test, sit
from workshops.enums import ParticipantStatus, Phase
from workshops.knowledge_errors import (
    HandedInError,
    NothingAnsweredError,
    NotTakingPartError,
    PhaseClosedError,
    WrongChoiceError,
)
from workshops.models import Answer, KnowledgeTest, Participant, Sitting
from workshops.selectors.sittings import Stand, own_tests, pages, shuffled
from workshops.services import participants, sittings


@pytest.fixture
def test(officer: User) -> KnowledgeTest:
    return make_test(make_event(by=officer), by=officer, topics=("label", "sop"))


@pytest.fixture
def person(test: KnowledgeTest, officer: User) -> Participant:
    return join(test.event, by=officer)


def stands(person: Participant, now: datetime.datetime) -> list[str]:
    return [str(own.stand) for own in own_tests(person, now)]


def test_begun_twice_is_one_sitting(test: KnowledgeTest, person: Participant) -> None:
    first = sittings.start(test=test, participant=person, phase=Phase.PRE, now=PRE)
    assert sittings.start(test=test, participant=person, phase=Phase.PRE, now=PRE) == first
    assert Sitting.objects.count() == 1


def test_the_last_choice_stands(test: KnowledgeTest, person: Participant) -> None:
    sitting = sit(test, person, Phase.PRE, "ABA-", hand_in=False)
    item = test.items.all()[1]
    for _ in range(2):  # the phone may send it again
        right = item.question.choices.get(is_right=True)
        sittings.answer(sitting=sitting, item=item, choice=right, now=PRE)
    assert Answer.objects.filter(sitting=sitting, choice__is_right=True).count() == 3
    assert sitting.answers.count() == 3


def test_nothing_is_taken_outside_the_time(test: KnowledgeTest, person: Participant) -> None:
    opens_at, closes_at = test.window(Phase.PRE)
    instant = datetime.timedelta(microseconds=1)
    with pytest.raises(PhaseClosedError, match="belum dibuka"):
        sittings.start(test=test, participant=person, phase=Phase.PRE, now=opens_at - instant)
    sitting = sittings.start(test=test, participant=person, phase=Phase.PRE, now=opens_at)
    item = test.items.all()[0]
    choice = item.question.choices.all()[0]
    sittings.answer(sitting=sitting, item=item, choice=choice, now=closes_at - instant)
    with pytest.raises(PhaseClosedError, match="sudah habis"):
        sittings.answer(sitting=sitting, item=item, choice=choice, now=closes_at)
    with pytest.raises(PhaseClosedError):
        sittings.hand_in(sitting=sitting, now=closes_at)
    assert sitting.answers.get().choice == choice


def test_handed_in_is_handed_in(test: KnowledgeTest, person: Participant) -> None:
    sitting = sit(test, person, Phase.PRE, "AAB-")
    again = sittings.hand_in(sitting=sitting, now=PRE + datetime.timedelta(minutes=9))
    assert again.submitted_at == PRE
    item = test.items.all()[3]
    with pytest.raises(HandedInError):
        sittings.answer(sitting=sitting, item=item, choice=item.question.choices.all()[0], now=PRE)
    assert sitting.answers.count() == 3


def test_an_empty_test_is_not_handed_in(test: KnowledgeTest, person: Participant) -> None:
    with pytest.raises(NothingAnsweredError):
        sit(test, person, Phase.PRE, "----")
    assert Sitting.objects.get().submitted_at is None


def test_a_choice_of_another_question_is_refused(
    test: KnowledgeTest, person: Participant, officer: User
) -> None:
    sitting = sittings.start(test=test, participant=person, phase=Phase.PRE, now=PRE)
    [foreign] = make_questions(1, by=officer)
    with pytest.raises(WrongChoiceError):
        sittings.answer(
            sitting=sitting, item=test.items.all()[0], choice=foreign.choices.all()[0], now=PRE
        )
    assert not Answer.objects.exists()


def test_who_declined_takes_no_test(
    test: KnowledgeTest, person: Participant, officer: User
) -> None:
    participants.decline(participant=person, by=officer)
    person.refresh_from_db()
    assert person.status == ParticipantStatus.DECLINED
    with pytest.raises(NotTakingPartError):
        sittings.start(test=test, participant=person, phase=Phase.PRE, now=PRE)
    assert own_tests(person, PRE) == []


def test_the_choices_stand_in_one_order_for_one_sitting(
    test: KnowledgeTest, person: Participant, officer: User
) -> None:
    sitting = sit(test, person, Phase.PRE, "ABC-", hand_in=False)
    first = [[choice.pk for choice in page.choices] for page in pages(sitting)]
    assert first == [[choice.pk for choice in page.choices] for page in pages(sitting)]
    assert [page.chosen_id is None for page in pages(sitting)] == [False, False, False, True]
    others = [
        sittings.start(test=test, participant=join(test.event, by=officer), phase=phase, now=now)
        for phase, now in ((Phase.PRE, PRE), (Phase.POST, POST))
        for _ in range(4)
    ]
    item = test.items.all()[0]
    orders = {tuple(choice.pk for choice in shuffled(other, item)) for other in others}
    assert len(orders) > 1


def test_where_a_participant_stands(test: KnowledgeTest, person: Participant) -> None:
    early = test.pre_opens_at - datetime.timedelta(hours=1)
    assert stands(person, early) == [Stand.LATER, Stand.LATER]
    assert stands(person, PRE) == [Stand.OPEN, Stand.LATER]
    sit(test, person, Phase.PRE, "A---", hand_in=False)
    assert stands(person, PRE) == [Stand.BEGUN, Stand.LATER]
    # Time ran out: what was answered counts, and the page says so.
    pre, post = own_tests(person, OVER)
    assert (pre.stand, pre.timed_out, pre.answered) == (Stand.DONE, True, 1)
    assert (post.stand, post.timed_out) == (Stand.MISSED, False)
    assert pre.right is None


def test_an_opened_test_without_an_answer_was_missed(
    test: KnowledgeTest, person: Participant
) -> None:
    sit(test, person, Phase.PRE, "----", hand_in=False)
    assert stands(person, OVER)[0] == Stand.MISSED


def test_only_the_final_test_shows_a_result(test: KnowledgeTest, person: Participant) -> None:
    sit(test, person, Phase.PRE, "BBBB")
    sit(test, person, Phase.POST, "ABAA")
    pre, post = own_tests(person, POST)
    assert (pre.stand, pre.right, pre.weak) == (Stand.DONE, None, ())
    assert (post.right, [topic.pk for topic in post.weak]) == (3, ["sop"])
    assert all(topic.advice for topic in post.weak)


@pytest.mark.django_db(transaction=True)
def test_many_begin_and_answer_at_once(officer: User) -> None:
    """The same phone sends everything twice at the same time: one sitting, one answer."""
    test = make_test(make_event(by=officer), by=officer, count=1)
    person = join(test.event, by=officer)
    item = test.items.all()[0]
    choices = list(item.question.choices.all())
    barrier, faults = threading.Barrier(6), []

    def send(number: int) -> None:
        try:
            barrier.wait()
            sitting = sittings.start(test=test, participant=person, phase=Phase.PRE, now=PRE)
            sittings.answer(sitting=sitting, item=item, choice=choices[number % 3], now=PRE)
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert Sitting.objects.count() == Answer.objects.count() == 1
