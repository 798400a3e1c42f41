"""Answers from paper, typed in by an officer for a whole room."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from halalportal.audit import services as audit
from workshops.enums import Medium, Phase
from workshops.errors import OtherEventError
from workshops.models import Answer, Choice, KnowledgeTest, Sitting, TestItem
from workshops.services.locking import lock

# The letters of one sheet in the order of its questions; "" for a question left open.
Letters = Sequence[str]


@dataclass(frozen=True, slots=True)
class PaperResult:
    """How many sheets were new, corrected and taken back, and who answered on the phone already."""

    new: int
    corrected: int
    removed: int
    on_phone: list[int]


@transaction.atomic
def save_sheets(
    *,
    test: KnowledgeTest,
    phase: Phase,
    sheets: Mapping[int, Letters],
    by: User,
    now: datetime.datetime | None = None,
) -> PaperResult:
    """Writes the sheets of a room; what was answered on the phone is never overwritten.

    Args:
        sheets: participant id → letters; an empty sequence takes a sheet back.

    Raises `OtherEventError` when somebody is not of this event; then nothing is saved.
    """
    event = lock(test.event_id, by=by)
    if event.participants.filter(pk__in=sheets).count() < len(sheets):
        raise OtherEventError
    desk = _Desk(test, phase, by, now or timezone.now())
    outcomes = {pk: desk.put(pk, letters) for pk, letters in sheets.items()}
    counts = list(outcomes.values())
    result = PaperResult(
        new=counts.count("new"),
        corrected=counts.count("corrected"),
        removed=counts.count("removed"),
        on_phone=[pk for pk, outcome in outcomes.items() if outcome == "phone"],
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

    def put(self, participant_id: int, letters: Letters) -> str:
        """Writes one sheet; says what became of it."""
        sitting = self.sittings.get(participant_id)
        before = self.letters.get(sitting.pk, []) if sitting else []
        if sitting and sitting.medium == Medium.PHONE:
            if sitting.submitted_at or any(before):
                return "phone"
            sitting.delete()
            sitting, before = None, []
        if not letters:
            return self._remove(sitting, before)
        if sitting is None:
            self._write(self._new(participant_id), letters)
            return "new"
        if list(letters) == before:
            return "same"
        sitting.answers.all().delete()
        self._write(sitting, letters)
        self._record("sitting.corrected", sitting, before, letters)
        return "corrected"

    def _remove(self, sitting: Sitting | None, before: Letters) -> str:
        if sitting is None:
            return "same"
        self._record("sitting.removed", sitting, before, [])
        sitting.delete()
        return "removed"

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


def letters_of(test: KnowledgeTest, phase: Phase) -> dict[int, list[str]]:
    """Sitting id → its letters in the order of the questions, "" where one was left open."""
    places = {pk: place for place, pk in enumerate(test.items.values_list("pk", flat=True))}
    found: dict[int, list[str]] = {
        pk: [""] * len(places)
        for pk in test.sittings.filter(phase=phase).values_list("pk", flat=True)
    }
    answers = Answer.objects.filter(sitting__test=test, sitting__phase=phase)
    for answer in answers.select_related("choice"):
        found[answer.sitting_id][places[answer.item_id]] = answer.choice.letter
    return found


def written(letters: Letters) -> str:
    """`AB-D`: a sheet in one word."""
    return "".join(letter or "-" for letter in letters)


def _choice(item: TestItem, letter: str) -> Choice:
    return next(choice for choice in item.question.choices.all() if choice.letter == letter)
