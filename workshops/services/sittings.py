"""A participant takes a test on the phone. Every call may come twice and changes things once."""

import datetime

from django.db import transaction
from django.utils import timezone

from halalportal.audit import services as audit
from workshops.enums import Medium, Phase
from workshops.knowledge_errors import (
    HandedInError,
    NothingAnsweredError,
    NotTakingPartError,
    PhaseClosedError,
    WrongChoiceError,
)
from workshops.models import Answer, Choice, KnowledgeTest, Participant, Sitting, TestItem


@transaction.atomic
def start(
    *,
    test: KnowledgeTest,
    participant: Participant,
    phase: Phase,
    now: datetime.datetime | None = None,
) -> Sitting:
    """The participant's sitting of a phase, begun now unless it was before.

    Raises `PhaseClosedError` or `NotTakingPartError`.
    """
    moment = now or timezone.now()
    if not participant.is_expected:
        raise NotTakingPartError
    # The lock keeps the questions as they are until this sitting is there (`choose_questions`).
    test = _locked(test)
    _check_open(test, phase, moment)
    sitting, _ = Sitting.objects.get_or_create(
        test=test, participant=participant, phase=phase, defaults={"started_at": moment}
    )
    return sitting


@transaction.atomic
def answer(
    *, sitting: Sitting, item: TestItem, choice: Choice, now: datetime.datetime | None = None
) -> Answer:
    """Keeps one choice; a later one for the same question takes its place.

    Raises `PhaseClosedError`, `HandedInError` or `WrongChoiceError`.
    """
    moment = now or timezone.now()
    sitting = _open_sitting(sitting, moment)
    if item.test_id != sitting.test_id or choice.question_id != item.question_id:
        raise WrongChoiceError
    kept, _ = Answer.objects.update_or_create(
        sitting=sitting, item=item, defaults={"choice": choice, "answered_at": moment}
    )
    return kept


@transaction.atomic
def hand_in(*, sitting: Sitting, now: datetime.datetime | None = None) -> Sitting:
    """Ends a sitting; questions left open count as not right. A second time changes nothing.

    Raises `PhaseClosedError` (what was answered counts then, too) or `NothingAnsweredError`.
    """
    moment = now or timezone.now()
    try:
        sitting = _open_sitting(sitting, moment)
    except HandedInError:
        sitting.refresh_from_db()
        return sitting
    if not sitting.answers.exists():
        raise NothingAnsweredError
    sitting.submitted_at = moment
    sitting.save(update_fields=["submitted_at"])
    audit.record(action="sitting.handed_in", subject=sitting, by=None, phase=sitting.phase)
    return sitting


def _locked(test: KnowledgeTest) -> KnowledgeTest:
    """The test, kept from being rewritten while many people begin at once."""
    tests = KnowledgeTest.objects.select_for_update(of=("self",), no_key=True)
    return tests.get(pk=test.pk)


def _open_sitting(sitting: Sitting, moment: datetime.datetime) -> Sitting:
    """The sitting, locked. Raises `HandedInError` or `PhaseClosedError`."""
    rows = Sitting.objects.select_related("test").select_for_update(of=("self",))
    sitting = rows.get(pk=sitting.pk)
    phase = Phase(sitting.phase)
    if sitting.submitted_at is not None or sitting.medium == Medium.PAPER:
        raise HandedInError(phase)
    _check_open(sitting.test, phase, moment)
    return sitting


def _check_open(test: KnowledgeTest, phase: Phase, moment: datetime.datetime) -> None:
    if not test.is_open(phase, moment):
        raise PhaseClosedError(phase, is_over=test.is_over(phase, moment))
