"""Questions, tests and sheets for the tests of this app."""

import datetime
from collections.abc import Iterable

from accounts.models import User
from tests.workshops.making import at
from workshops.enums import Phase
from workshops.models import Event, KnowledgeTest, Participant, Question, Sitting, Topic
from workshops.services import knowledge_tests, questions, sittings
from workshops.services.questions import QuestionText

# When the phases of `make_test` are open (services.knowledge_tests.default_times).
PRE, POST = at(8), at(14)
OVER = at(0, day=datetime.date(2026, 12, 31))
WHEN = {Phase.PRE: PRE, Phase.POST: POST}


def content(topic: str = "label", *, text: str = "Soal uji?", right: int = 0) -> QuestionText:
    return QuestionText(
        topic=Topic.objects.get(pk=topic),
        text=text,
        source="Sumber Uji",
        choices=["Satu", "Dua", "Tiga"],
        right=right,
    )


def make_questions(count: int, *, by: User, topics: Iterable[str] = ("label",)) -> list[Question]:
    """Questions whose right choice is A, one of each topic in turn."""
    cycle = list(topics)
    return [
        questions.add(content=content(cycle[n % len(cycle)], text=f"Soal uji {n}?"), by=by)
        for n in range(count)
    ]


def make_test(
    event: Event, *, by: User, count: int = 4, topics: Iterable[str] = ("label",)
) -> KnowledgeTest:
    """A test of so many questions with the times that the portal proposes."""
    chosen = make_questions(count, by=by, topics=topics)
    return knowledge_tests.choose_questions(event=event, questions=chosen, by=by)


def sit(
    test: KnowledgeTest,
    person: Participant,
    phase: Phase,
    letters: str,
    *,
    hand_in: bool = True,
) -> Sitting:
    """Answers on the phone: a letter a question, "-" leaves one open."""
    now = WHEN[phase]
    sitting = sittings.start(test=test, participant=person, phase=phase, now=now)
    for item, letter in zip(test.items.all(), letters, strict=True):
        if letter != "-":
            choice = item.question.choices.get(position="ABCD".index(letter) + 1)
            sittings.answer(sitting=sitting, item=item, choice=choice, now=now)
    return sittings.hand_in(sitting=sitting, now=now) if hand_in else sitting
