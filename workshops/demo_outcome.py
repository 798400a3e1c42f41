"""What people learned and thought, for the demo data: test pairs and surveys."""

import datetime
import random
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from accounts.models import User
from workshops.enums import Medium, Phase, QuestionKind
from workshops.models import (
    Answer,
    Choice,
    Event,
    KnowledgeTest,
    Participant,
    Question,
    Sitting,
    SurveyAnswer,
    SurveyQuestion,
    SurveyReply,
    TestItem,
)
from workshops.services import knowledge_tests

_MINUTE = datetime.timedelta(minutes=1)
# People differ, and so do questions.
_SPREAD = 0.11
_LEAST, _MOST = 0.05, 0.97
_SKIPS = 0.05  # the share that misses one of the two tests
_WEAK_BEFORE, _WEAK_AFTER = 0.12, 0.28
_OPEN_QUESTIONS = 0.02
# Marks 1 to 5 of the survey, by weight.
_MARK_WEIGHTS = (1, 2, 9, 42, 46)
# To each open question of the survey, in its order.
_WORDS = (
    (
        "Latihan mengisi daftar bahan.",
        "Contoh foto dan kemasan.",
        "Sekarang saya tahu urutan pengajuan.",
        "Penjelasan bahan yang wajib bersertifikat.",
        "Bisa bertanya langsung ke narasumber.",
        "Contoh SOP yang tinggal disesuaikan.",
    ),
    (
        "Waktu tanya jawab mohon ditambah.",
        "Mohon ada pendampingan setelah kegiatan.",
        "Materi dibagikan sebelum acara.",
        "Contoh per jenis produk.",
        "Soal tes dibahas bersama di akhir.",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Learning:
    """How a group did: shares between 0 and 1.

    `knows` is what is right before; `gains` how much of the rest is right afterwards; `weak` the
    codes of topics that stayed difficult; `on_paper` how many take the test on paper.
    """

    knows: float
    gains: float
    weak: Collection[str] = ()
    on_paper: float = 0


def pick_questions(topics: Iterable[str], *, each: int) -> list[Question]:
    """The first questions of the bank on each topic, in the order of the topics."""
    bank = Question.objects.active().filter(made_by=None).order_by("pk")
    return [question for topic in topics for question in bank.filter(topic=topic)[:each]]


def write_test(
    event: Event,
    questions: Sequence[Question],
    learning: Learning,
    *,
    rng: random.Random,
    by: User,
) -> KnowledgeTest:
    """Who was in the first session took the test before, who was in the last one that after."""
    test = knowledge_tests.choose_questions(event=event, questions=questions, by=by)
    items = list(test.items.select_related("question").prefetch_related("question__choices"))
    rooms = _rooms(event)
    sittings, answers = [], []
    for person in event.participants.order_by("pk"):
        medium = Medium.PAPER if rng.random() < learning.on_paper else Medium.PHONE
        knows = rng.gauss(learning.knows, _SPREAD)
        for phase in Phase:
            begins_at, came = rooms[phase]
            if person.pk not in came or rng.random() < _SKIPS:
                continue
            sitting = _sitting(test, person, phase, medium, begins_at, rng=rng, by=by)
            sittings.append(sitting)
            answers += _answers(sitting, items, knows, learning, rng)
    Sitting.objects.bulk_create(sittings)
    Answer.objects.bulk_create(answers, batch_size=5_000)
    return test


def _rooms(event: Event) -> dict[Phase, tuple[datetime.datetime, set[int]]]:
    """When each phase begins in the room, and the ids of who was there."""
    first, *_, last = event.sessions.order_by("starts_at")
    found = {}
    for phase, session, at in (
        (Phase.PRE, first, first.starts_at + 5 * _MINUTE),
        (Phase.POST, last, last.ends_at - 25 * _MINUTE),
    ):
        present = session.attendances.values_list("participant_id", flat=True)
        found[phase] = (at, set(present))
    return found


def _sitting(
    test: KnowledgeTest,
    person: Participant,
    phase: Phase,
    medium: Medium,
    begins_at: datetime.datetime,
    *,
    rng: random.Random,
    by: User,
) -> Sitting:
    started_at = begins_at + rng.randint(0, 6) * _MINUTE
    return Sitting(
        test=test,
        participant=person,
        phase=phase,
        medium=medium,
        started_at=started_at,
        submitted_at=started_at + rng.randint(6, 14) * _MINUTE,
        entered_by=by if medium == Medium.PAPER else None,
    )


def _answers(
    sitting: Sitting,
    items: Iterable[TestItem],
    knows: float,
    learning: Learning,
    rng: random.Random,
) -> list[Answer]:
    """An answer for nearly every question, right as often as the person knows."""
    found = []
    for item in items:
        is_weak = item.question.topic_id in learning.weak
        chance = knows - _WEAK_BEFORE * is_weak
        if sitting.phase == Phase.POST:
            chance = knows + (1 - knows) * learning.gains - _WEAK_AFTER * is_weak
        is_right = rng.random() < min(max(chance, _LEAST), _MOST)
        if is_right or rng.random() >= _OPEN_QUESTIONS:
            choice = _choice(item, rng, is_right=is_right)
            at = sitting.started_at + 5 * _MINUTE
            found.append(Answer(sitting=sitting, item=item, choice=choice, answered_at=at))
    return found


def _choice(item: TestItem, rng: random.Random, *, is_right: bool) -> Choice:
    return rng.choice([each for each in item.question.choices.all() if each.is_right == is_right])


def write_survey(event: Event, *, share: float, rng: random.Random) -> None:
    """So many of those who came answer the survey in the days after the event."""
    came = list(event.participants.attended().order_by("pk"))
    chosen = rng.sample(came, round(len(came) * share))
    replies = SurveyReply.objects.bulk_create(
        SurveyReply(participant=person, at=event.ends_at + rng.randint(1, 4_000) * _MINUTE)
        for person in chosen
    )
    scales = SurveyQuestion.objects.active().filter(kind=QuestionKind.SCALE)
    open_questions = SurveyQuestion.objects.active().filter(kind=QuestionKind.TEXT)
    answers = [
        SurveyAnswer(reply=reply, question=question, score=_mark(rng))
        for reply in replies
        for question in scales
    ]
    answers += [
        SurveyAnswer(reply=reply, question=question, text=text)
        for question, texts in zip(open_questions, _WORDS, strict=False)
        for reply, text in zip(rng.sample(replies, len(replies)), texts, strict=False)
    ]
    SurveyAnswer.objects.bulk_create(answers, batch_size=5_000)


def _mark(rng: random.Random) -> int:
    return rng.choices(range(1, 6), _MARK_WEIGHTS)[0]
