"""The question bank: adding, replacing and retiring questions."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from halalportal.audit import services as audit
from workshops.models import Choice, Question, Topic
from workshops.rules import can_edit_questions


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionText:
    """What an officer writes. `right` is the index of the right choice, from 0."""

    topic: Topic
    text: str
    source: str
    choices: Sequence[str]
    right: int


@transaction.atomic
def add(*, content: QuestionText, by: User) -> Question:
    """Adds a question with its choices, A first."""
    _check(by)
    question = _create(content, by=by)
    audit.record(action="question.added", subject=question, by=by)
    return question


@transaction.atomic
def replace(*, question: Question, content: QuestionText, by: User) -> Question:
    """Adds a new question and retires the old one, which stays as it was asked."""
    _check(by)
    _retire(question)
    new = _create(content, by=by)
    audit.record(action="question.replaced", subject=new, by=by, old=question.pk)
    return new


@transaction.atomic
def set_active(*, question: Question, is_active: bool, by: User) -> Question:
    """Retires a question, or takes it back into use. Tests that hold it keep it."""
    _check(by)
    changed = Question.objects.filter(pk=question.pk, is_active=not is_active)
    if changed.update(is_active=is_active):
        verb = "activated" if is_active else "retired"
        audit.record(action=f"question.{verb}", subject=question, by=by)
    question.is_active = is_active
    return question


def _check(by: User) -> None:
    if not can_edit_questions(by):
        raise PermissionDenied


def _retire(question: Question) -> None:
    question.is_active = False
    question.save(update_fields=["is_active"])


def _create(content: QuestionText, *, by: User) -> Question:
    question = Question.objects.create(
        topic=content.topic, text=content.text, source=content.source, made_by=by
    )
    Choice.objects.bulk_create(
        Choice(
            question=question,
            position=index + 1,
            text=text,
            is_right=index == content.right,
        )
        for index, text in enumerate(content.choices)
    )
    return question
