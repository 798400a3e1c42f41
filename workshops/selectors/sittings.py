"""A participant's own tests, and how far each one is."""

import datetime
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from workshops.enums import Phase
from workshops.models import Choice, KnowledgeTest, Participant, Sitting, TestItem, Topic


class Stand(StrEnum):
    """How far a participant is with a phase."""

    LATER = "later"
    OPEN = "open"
    BEGUN = "begun"
    DONE = "done"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class OwnTest:
    """One phase for one participant.

    Attributes:
        timed_out: the time ran out before it was handed in; what was answered counts.
        weak: topics with wrong answers, the most first; only after the final test.
        right: right answers; only after the final test.
        answered: how many of the `total` questions that count.
        struck: the questions that don't count, with the reason.
    """

    phase: Phase
    stand: Stand
    opens_at: datetime.datetime
    closes_at: datetime.datetime
    answered: int
    total: int
    struck: tuple[TestItem, ...] = ()
    timed_out: bool = False
    right: int | None = None
    weak: tuple[Topic, ...] = ()

    @property
    def asked(self) -> int:
        """How many questions it has, also those that don't count."""
        return self.total + len(self.struck)


@dataclass(frozen=True, slots=True)
class Page:
    """A question as this sitting shows it: choices in an order of its own."""

    item: TestItem
    number: int
    choices: list[Choice]
    chosen_id: int | None

    @property
    def is_open(self) -> bool:
        """Whether an answer is still missed."""
        return self.chosen_id is None and not self.item.is_struck


def own_tests(participant: Participant, now: datetime.datetime) -> list[OwnTest]:
    """Both phases of the participant's event; empty without a test or for who declined."""
    test = KnowledgeTest.objects.filter(event=participant.event_id).first()
    if test is None or not participant.is_expected:
        return []
    items = list(test.items.all())
    if not items:
        return []
    sittings = {Phase(s.phase): s for s in test.sittings.filter(participant=participant)}
    return [own_test(test, phase, sittings.get(phase), items=items, now=now) for phase in Phase]


def own_test(
    test: KnowledgeTest,
    phase: Phase,
    sitting: Sitting | None,
    *,
    items: Sequence[TestItem],
    now: datetime.datetime,
) -> OwnTest:
    """How far one phase is; the result only of the final test, and only once it is handed in.

    Args:
        items: all questions of the test.
    """
    opens_at, closes_at = test.window(phase)
    answered = sitting.answers.counted().count() if sitting else 0
    struck = tuple(item for item in items if item.is_struck)
    submitted = bool(sitting and sitting.submitted_at)
    over = test.is_over(phase, now)
    stand = _stand(
        submitted or (over and answered > 0), over, test.is_open(phase, now), sitting is not None
    )
    shows_result = stand == Stand.DONE and phase == Phase.POST and sitting is not None
    right, weak = _result(test, sitting) if shows_result and sitting else (None, ())
    return OwnTest(
        phase=phase,
        stand=stand,
        opens_at=opens_at,
        closes_at=closes_at,
        answered=answered,
        total=len(items) - len(struck),
        struck=struck,
        timed_out=stand == Stand.DONE and not submitted,
        right=right,
        weak=weak,
    )


def pages(sitting: Sitting) -> list[Page]:
    """All questions of a sitting in the order of the test, each choice in the sitting's order."""
    items = sitting.test.items.select_related("question").prefetch_related("question__choices")
    chosen = dict(sitting.answers.values_list("item_id", "choice_id"))
    return [
        Page(item, number, shuffled(sitting, item), chosen.get(item.pk))
        for number, item in enumerate(items, start=1)
    ]


def shuffled(sitting: Sitting, item: TestItem) -> list[Choice]:
    """The choices in an order that is always the same for this sitting."""
    choices = list(item.question.choices.all())
    random.Random(f"{sitting.pk}:{item.pk}").shuffle(choices)
    return choices


def _stand(is_done: bool, is_over: bool, is_open: bool, is_begun: bool) -> Stand:
    if is_done:
        return Stand.DONE
    if is_over:
        return Stand.MISSED
    if not is_open:
        return Stand.LATER
    return Stand.BEGUN if is_begun else Stand.OPEN


def _result(test: KnowledgeTest, sitting: Sitting) -> tuple[int, tuple[Topic, ...]]:
    """Right answers, and the topics of the others with the most wrong first."""
    right = set(sitting.answers.right().values_list("item_id", flat=True))
    items = test.items.counted().select_related("question__topic")
    wrong = Counter(item.question.topic for item in items if item.pk not in right)
    return len(right), tuple(topic for topic, _ in wrong.most_common())
