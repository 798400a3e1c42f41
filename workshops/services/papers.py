"""Answers from paper, typed in by an officer for a whole room."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from halalportal.audit import services as audit
from workshops.enums import Medium, Phase
from workshops.errors import OtherEventError
from workshops.models import Answer, Choice, KnowledgeTest, Sitting, TestItem
from workshops.selectors.papers import Letters, letters_of, written
from workshops.services.locking import lock


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was typed for one person; no letters take the sheet back.

    `shown` is what the officer saw before (`written`), so that nobody overwrites a colleague.
    """

    letters: Letters
    shown: str = ""


@dataclass(frozen=True, slots=True)
class PaperResult:
    """How many sheets were new, corrected and taken back.

    `in_the_way` are participants whose sheet stayed: answered on the phone, or changed meanwhile.
    """

    new: int
    corrected: int
    removed: int
    in_the_way: list[int]


@transaction.atomic
def save_sheets(
    *,
    test: KnowledgeTest,
    phase: Phase,
    sheets: Mapping[int, Sheet],
    by: User,
    now: datetime.datetime | None = None,
) -> PaperResult:
    """Writes the sheets of a room; what was answered on the phone is never overwritten.

    Args:
        sheets: participant id → sheet.

    Raises `OtherEventError` when somebody is not of this event; then nothing is saved.
    """
    event = lock(test.event_id, by=by)
    if event.participants.filter(pk__in=sheets).count() < len(sheets):
        raise OtherEventError
    desk = _Desk(test, phase, by, now or timezone.now())
    outcomes = {pk: desk.put(pk, sheet) for pk, sheet in sheets.items()}
    counts = list(outcomes.values())
    result = PaperResult(
        new=counts.count("new"),
        corrected=counts.count("corrected"),
        removed=counts.count("removed"),
        in_the_way=[pk for pk, outcome in outcomes.items() if outcome == "stays"],
    )
    if result.new:
        audit.record(action="sitting.typed", subject=test, by=by, phase=phase, count=result.new)
    return result


class _Desk:
    """The questions and the sheets that are there already, read once for the whole room."""

    def __init__(
        self, test: KnowledgeTest, phase: Phase, by: User, moment: datetime.datetime
    ) -> None:
        self.test, self.phase, self.by, self.moment = test, phase, by, moment
        self.items = list(test.items.prefetch_related("question__choices"))
        sittings = Sitting.objects.select_for_update(of=("self",)).filter(test=test, phase=phase)
        self.sittings = {sitting.participant_id: sitting for sitting in sittings}
        self.letters = letters_of(test, phase)

    def put(self, participant_id: int, sheet: Sheet) -> str:
        """Writes one sheet; says what became of it."""
        sitting = self.sittings.get(participant_id)
        before = self.letters.get(sitting.pk, []) if sitting else []
        if sitting and sitting.medium == Medium.PHONE:
            if sitting.submitted_at or any(before):
                return "stays"
            sitting.delete()  # opened, and nothing answered
            sitting, before = None, []
        if written(before) != sheet.shown:
            return "stays"
        if sitting is None:
            return self._add(participant_id, sheet.letters)
        return self._change(sitting, before, sheet.letters)

    def _add(self, participant_id: int, letters: Letters) -> str:
        if not letters:
            return "same"
        self._write(self._new(participant_id), letters)
        return "new"

    def _change(self, sitting: Sitting, before: Letters, after: Letters) -> str:
        if list(after) == list(before):
            return "same"
        if not after:
            self._record("sitting.removed", sitting, before, after)
            sitting.delete()
            return "removed"
        sitting.answers.all().delete()
        self._write(sitting, after)
        self._record("sitting.corrected", sitting, before, after)
        return "corrected"

    def _new(self, participant_id: int) -> Sitting:
        return Sitting.objects.create(
            test=self.test,
            participant_id=participant_id,
            phase=self.phase,
            medium=Medium.PAPER,
            started_at=self.moment,
            submitted_at=self.moment,
            entered_by=self.by,
        )

    def _write(self, sitting: Sitting, letters: Letters) -> None:
        Answer.objects.bulk_create(
            Answer(
                sitting=sitting,
                item=item,
                choice=_choice(item, letter),
                answered_at=self.moment,
            )
            for item, letter in zip(self.items, letters, strict=True)
            if letter
        )

    def _record(self, action: str, sitting: Sitting, before: Letters, after: Letters) -> None:
        texts = {"before": written(before), "after": written(after)}
        audit.record(action=action, subject=sitting, by=self.by, phase=self.phase, **texts)


def _choice(item: TestItem, letter: str) -> Choice:
    return next(choice for choice in item.question.choices.all() if choice.letter == letter)
