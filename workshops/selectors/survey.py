"""The survey of an event: when it is open, for whom, and what came of it, without a name."""

import datetime
import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Max, QuerySet

from workshops.enums import QuestionKind
from workshops.models import Event, Participant, SurveyAnswer, SurveyQuestion, SurveyReply

OPEN_FOR = datetime.timedelta(days=14)
# How long after that words, and whose reply it is, are kept: as long as a photo of a person
# (quality.md §5.1). The marks stay.
KEPT = datetime.timedelta(days=90)
# Fewer replies, and words could be told from the few who came.
LEAST_FOR_TEXTS = 5
MARKS = (1, 2, 3, 4, 5)
MARK_LABELS = {
    1: "Sangat tidak setuju",
    2: "Tidak setuju",
    3: "Ragu-ragu",
    4: "Setuju",
    5: "Sangat setuju",
}


@dataclass(frozen=True, slots=True)
class SurveyCard:
    """The survey on a participant's page."""

    is_answered: bool
    closes_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class Scale:
    """The marks that a question got; `counts` from mark 1 to mark 5."""

    text: str
    counts: tuple[int, ...]

    @property
    def n(self) -> int:
        return sum(self.counts)

    @property
    def mean(self) -> float | None:
        """Between 1 and 5; None without an answer."""
        total = sum(mark * count for mark, count in zip(MARKS, self.counts, strict=True))
        return total / self.n if self.n else None

    @property
    def bars(self) -> list[tuple[int, int, int]]:
        """(x, y, height) of a bar for each mark, in a picture of 100 × 30."""
        most = max(self.counts) or 1
        heights = [round(count * 28 / most) + 1 for count in self.counts]
        return [(place * 20 + 2, 30 - height, height) for place, height in enumerate(heights)]

    @property
    def spread(self) -> str:
        """`5: 12 · 4: 3 · 3: 0 · 2: 0 · 1: 0`, with spaces that do not break inside a pair."""
        pairs = zip(MARKS, self.counts, strict=True)
        return " · ".join(f"{mark}:\u00a0{count}" for mark, count in reversed(list(pairs)))


@dataclass(frozen=True, slots=True)
class Words:
    """What people wrote to a question, in an order that says nothing."""

    text: str
    answers: list[str]


@dataclass(frozen=True, slots=True)
class SurveyResults:
    """How many were there and how many answered; words only of enough people.

    `are_words_gone`: their time is over, and only the marks are left.
    """

    present: int
    replies: int
    scales: list[Scale]
    words: list[Words]
    are_words_gone: bool

    @property
    def shows_words(self) -> bool:
        return self.replies >= LEAST_FOR_TEXTS and not self.are_words_gone


def window(event: Event) -> tuple[datetime.datetime, datetime.datetime] | None:
    """From the start of the last session to two weeks after the event; None without a session."""
    opens_at = event.sessions.aggregate(last=Max("starts_at"))["last"]
    return (opens_at, event.ends_at + OPEN_FOR) if opens_at else None


def card_of(participant: Participant, now: datetime.datetime) -> SurveyCard | None:
    """What the participant's page says about the survey; None while it is not for this person."""
    span = window(participant.event)
    if span is None or not span[0] <= now < span[1] or not participant.attendances.exists():
        return None
    is_answered = SurveyReply.objects.filter(participant=participant).exists()
    return SurveyCard(is_answered, span[1])


def results(event: Event) -> SurveyResults:
    """All that was answered, as sums and loose words; also to questions that ended since."""
    counts = SurveyReply.objects.of_event(event).aggregate(all=Count("pk"), nameless=Count("event"))
    replies = counts["all"]
    questions = _questions(event)
    marks, words = _answers(event)
    has_words = replies >= LEAST_FOR_TEXTS
    return SurveyResults(
        present=event.participants.attended().count(),
        replies=replies,
        scales=[
            Scale(question.text, tuple(marks[question.pk][mark] for mark in MARKS))
            for question in questions
            if question.kind == QuestionKind.SCALE
        ],
        words=[
            Words(question.text, _shuffled(words[question.pk], question) if has_words else [])
            for question in questions
            if question.kind == QuestionKind.TEXT
        ],
        are_words_gone=counts["nameless"] > 0,
    )


def _questions(event: Event) -> Iterable[SurveyQuestion]:
    """Those that are asked now, and those that were answered at this event."""
    return SurveyQuestion.objects.active() | SurveyQuestion.objects.filter(
        pk__in=_answers_of(event).values("question")
    )


def _answers_of(event: Event) -> QuerySet[SurveyAnswer]:
    return SurveyAnswer.objects.filter(reply__in=SurveyReply.objects.of_event(event))


def _answers(event: Event) -> tuple[dict[int, Counter[int]], dict[int, list[str]]]:
    """question id → how often each mark was given; question id → what was written."""
    marks: dict[int, Counter[int]] = defaultdict(Counter)
    words: dict[int, list[str]] = defaultdict(list)
    answers = _answers_of(event).values_list("question_id", "score", "text")
    for question_id, score, text in answers:
        if score is None:
            words[question_id].append(text)
        else:
            marks[question_id][score] += 1
    return marks, words


def _shuffled(texts: list[str], question: SurveyQuestion) -> list[str]:
    """The same on page and paper, unlike the order of replies and that of other questions."""
    mixed = sorted(texts)
    random.Random(f"{question.pk}:{len(mixed)}").shuffle(mixed)
    return mixed
