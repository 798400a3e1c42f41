"""A participant's own tests, and how far each one is."""

import datetime
import random
from collections import Counter
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
    """

    phase: Phase
    stand: Stand
    opens_at: datetime.datetime
    closes_at: datetime.datetime
    answered: int
    total: int
    timed_out: bool = False
    right: int | None = None
    weak: tuple[Topic, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A question as this sitting shows it: choices in an order of its own."""

    item: TestItem
    number: int
    choices: list[Choice]
    chosen_id: int | None


def own_tests(participant: Participant, now: datetime.datetime) -> list[OwnTest]:
    """Both phases of the participant's event; empty without a test or for who declined."""
    test = KnowledgeTest.objects.filter(event=participant.event_id).first()
    if test is None or not participant.is_expected:
        return []
    total = test.items.count()
    if not total:
        return []
    sittings = {Phase(s.phase): s for s in test.sittings.filter(participant=participant)}
    return [own_test(test, phase, sittings.get(phase), total=total, now=now) for phase in Phase]


def own_test(
    test: KnowledgeTest,
    phase: Phase,
    sitting: Sitting | None,
    *,
    total: int,
    now: datetime.datetime,
) -> OwnTest:
    """How far one phase is; the result only of the final test, and only once it is handed in."""
    opens_at, closes_at = test.window(phase)
    answered = sitting.answers.count() if sitting else 0
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
        total=total,
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
    right = set(sitting.answers.filter(choice__is_right=True).values_list("item_id", flat=True))
    items = test.items.select_related("question__topic")
    wrong = Counter(item.question.topic for item in items if item.pk not in right)
    return len(right), tuple(topic for topic, _ in wrong.most_common())
