"""Reading the question bank."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, zip_longest

from workshops.models import KnowledgeTest, Question, TestItem, Topic

PROPOSED = 10


@dataclass(frozen=True, slots=True)
class BankRow:
    """A question with its choices (prefetched) and the number of tests that hold it."""

    question: Question
    test_count: int


@dataclass(frozen=True, slots=True)
class TopicChoice:
    """The questions of a topic to choose from, each with whether it is ticked."""

    topic: Topic
    rows: list[tuple[Question, bool]]

    @property
    def chosen_count(self) -> int:
        return sum(is_chosen for _, is_chosen in self.rows)


def bank(*, topic: str = "", retired: bool = False) -> list[BankRow]:
    """The questions in use, or the retired ones, of one topic or of all."""
    questions = (
        Question.objects.filter(is_active=not retired)
        .select_related("topic")
        .prefetch_related("choices")
        .order_by("topic__label", "pk")
    )
    if topic:
        questions = questions.filter(topic=topic)
    tests = Counter(TestItem.objects.values_list("question_id", flat=True))
    return [BankRow(question, tests[question.pk]) for question in questions]


def choices_for(test: KnowledgeTest | None, *, topics: Iterable[str] = ()) -> list[TopicChoice]:
    """All questions in use by topic; ticked are those of the test, else a proposal.

    Args:
        topics: propose from these topics only, also where there is a test already.
    """
    wanted = set(topics)
    kept = set(test.items.values_list("question_id", flat=True)) if test else set()
    questions = Question.objects.filter(is_active=True) | Question.objects.filter(pk__in=kept)
    by_topic: dict[Topic, list[Question]] = {}
    for question in questions.select_related("topic").order_by("topic__label", "pk"):
        by_topic.setdefault(question.topic, []).append(question)
    chosen = kept if kept and not wanted else _proposal(by_topic, wanted)
    return [
        TopicChoice(topic, [(question, question.pk in chosen) for question in rows])
        for topic, rows in by_topic.items()
    ]


def _proposal(by_topic: dict[Topic, list[Question]], wanted: set[str]) -> set[int]:
    """Ten questions, one of each topic in turn."""
    columns = [
        [question.pk for question in rows]
        for topic, rows in by_topic.items()
        if not wanted or topic.pk in wanted
    ]
    in_turn = [pk for pk in chain.from_iterable(zip_longest(*columns)) if pk is not None]
    return set(in_turn[:PROPOSED])
