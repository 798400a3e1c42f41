"""The test of an event: its questions and its times."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from halalportal.audit import services as audit
from workshops.knowledge_errors import QuestionsNeededError, TestStartedError
from workshops.models import Event, KnowledgeTest, Question, TestItem
from workshops.services.locking import lock

MOST_QUESTIONS = 30
PRE_DAYS = 7
POST_DAYS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """From when until when both phases are open; aware moments."""

    pre_opens_at: datetime.datetime
    pre_closes_at: datetime.datetime
    post_opens_at: datetime.datetime
    post_closes_at: datetime.datetime

    def values(self) -> dict[str, datetime.datetime]:
        return {name: getattr(self, name) for name in self.__slots__}


def default_times(event: Event) -> Times:
    """Before: from a week ahead until the first session ends. After: from the last one's start."""
    first, last = event.sessions.first() or event, event.sessions.last() or event
    return Times(
        pre_opens_at=event.starts_at - datetime.timedelta(days=PRE_DAYS),
        pre_closes_at=first.ends_at,
        post_opens_at=last.starts_at,
        post_closes_at=event.ends_at + datetime.timedelta(days=POST_DAYS),
    )


@transaction.atomic
def choose_questions(*, event: Event, questions: Sequence[Question], by: User) -> KnowledgeTest:
    """Gives the event a test with these questions in this order, the same before and after.

    The first time its times are `default_times`. Raises `QuestionsNeededError`, or
    `TestStartedError` once somebody has begun.
    """
    event = lock(event.pk, by=by)
    # Locked, so that nobody begins while the questions change (`sittings.start`).
    tests = KnowledgeTest.objects.select_for_update()
    test, _ = tests.get_or_create(event=event, defaults=default_times(event).values())
    _check_usable(test, questions)
    if test.sittings.exists():
        raise TestStartedError
    test.items.all().delete()
    TestItem.objects.bulk_create(
        TestItem(test=test, question=question, position=position)
        for position, question in enumerate(questions, start=1)
    )
    audit.record(action="test.chosen", subject=test, by=by, count=len(questions))
    return test


@transaction.atomic
def set_times(*, test: KnowledgeTest, times: Times, by: User) -> KnowledgeTest:
    """Says when the phases open and close; a phase that is over opens again this way."""
    lock(test.event_id, by=by)
    for name, moment in times.values().items():
        setattr(test, name, moment)
    test.save(update_fields=list(times.values()))
    audit.record(action="test.timed", subject=test, by=by)
    return test


def _check_usable(test: KnowledgeTest, questions: Sequence[Question]) -> None:
    """Questions in use, or in this test already; each once."""
    ids = {question.pk for question in questions}
    kept = set(test.items.values_list("question_id", flat=True))
    fits = all(question.is_active or question.pk in kept for question in questions)
    if not (fits and len(ids) == len(questions) and 1 <= len(ids) <= MOST_QUESTIONS):
        raise QuestionsNeededError(most=MOST_QUESTIONS)
