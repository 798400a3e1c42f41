"""The question bank, the test of an event, and who answered what before and after."""

import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from workshops.enums import Medium, Phase
from workshops.models.attendance import Participant
from workshops.models.event import Event, OfEventQuerySet

LETTERS = "ABCD"


class Topic(models.Model):
    """What a question is about."""

    code = models.SlugField(primary_key=True, max_length=40)
    label = models.CharField(max_length=120)
    advice = models.CharField(
        max_length=200, blank=True, help_text="what to read again, for who got it wrong"
    )

    class Meta:
        ordering = ["label"]

    def __str__(self) -> str:
        return self.label


class QuestionQuerySet(models.QuerySet["Question"]):
    def visible_to(self, user: Any) -> Self:
        """The bank is shared by all offices; who takes a test sees it in the sitting alone."""
        return self if user.scope.is_regional else self.none()

    def active(self) -> Self:
        return self.filter(is_active=True)


class Question(models.Model):
    """A question with one right choice. Once asked it is never changed, only replaced."""

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="questions")
    text = models.CharField(max_length=400)
    is_active = models.BooleanField(default=True)
    source = models.CharField(max_length=200, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["topic", "pk"]

    def __str__(self) -> str:
        return self.text


class Choice(models.Model):
    """A possible answer."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="choices")
    position = models.PositiveSmallIntegerField(help_text="1 is A on paper")
    text = models.CharField(max_length=200)
    is_right = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["question", "position"], name="choice_position_once"),
            models.UniqueConstraint(
                fields=["question"], condition=Q(is_right=True), name="choice_right_once"
            ),
            models.CheckConstraint(condition=Q(position__range=(1, 4)), name="choice_is_a_to_d"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def letter(self) -> str:
        """A to D, as on paper."""
        return LETTERS[self.position - 1]


class KnowledgeTest(models.Model):
    """The test of an event: the same questions before and after, so that each person is a pair."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="knowledge_test")
    pre_opens_at = models.DateTimeField()
    pre_closes_at = models.DateTimeField()
    post_opens_at = models.DateTimeField()
    post_closes_at = models.DateTimeField()

    objects = OfEventQuerySet["KnowledgeTest"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pre_closes_at__gt=F("pre_opens_at"))
                & Q(post_closes_at__gt=F("post_opens_at")),
                name="test_closes_after_opening",
            )
        ]

    def __str__(self) -> str:
        return f"tes {self.event_id}"

    def window(self, phase: Phase) -> tuple[datetime.datetime, datetime.datetime]:
        """From when until when a phase is open."""
        if phase == Phase.PRE:
            return self.pre_opens_at, self.pre_closes_at
        return self.post_opens_at, self.post_closes_at

    def is_open(self, phase: Phase, now: datetime.datetime) -> bool:
        """Whether answers are taken at `now`: from the opening on, up to the closing moment."""
        opens_at, closes_at = self.window(phase)
        return opens_at <= now < closes_at

    def is_over(self, phase: Phase, now: datetime.datetime) -> bool:
        """Whether what was answered by `now` counts as handed in."""
        return now >= self.window(phase)[1]


class TestItemQuerySet(models.QuerySet["TestItem"]):
    def counted(self) -> Self:
        """Those whose answers count: all that were not struck."""
        return self.filter(struck_at=None)


class TestItem(models.Model):
    """A question in a test, in its order.

    A struck one turned out to be wrong: it keeps its number and its answers, and nothing counts it.
    """

    __test__ = False  # not for pytest

    test = models.ForeignKey(KnowledgeTest, models.CASCADE, related_name="items")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    struck_at = models.DateTimeField(null=True)
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    struck_reason = models.CharField(max_length=200, blank=True)

    objects = TestItemQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["test", "question"], name="test_item_once"),
            models.UniqueConstraint(fields=["test", "position"], name="test_item_position_once"),
            models.CheckConstraint(
                condition=Q(struck_at=None, struck_by=None, struck_reason="")
                | (Q(struck_at__isnull=False, struck_by__isnull=False) & ~Q(struck_reason="")),
                name="test_item_struck_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.position)

    @property
    def is_struck(self) -> bool:
        """Whether its answers count nowhere."""
        return self.struck_at is not None


class SittingQuerySet(models.QuerySet["Sitting"]):
    def counted(self, now: datetime.datetime) -> Self:
        """Handed in, or begun with at least one answer that counts when the phase was over."""
        over = Q(phase=Phase.PRE, test__pre_closes_at__lte=now) | Q(
            phase=Phase.POST, test__post_closes_at__lte=now
        )
        answered = Exists(Answer.objects.counted().filter(sitting=OuterRef("pk")))
        return self.filter(Q(submitted_at__isnull=False) | (over & answered))

    def with_score(self) -> "models.QuerySet[Any, Any]":
        """With `right` answers out of so many `asked`, both of the questions that count."""
        is_right = Q(answers__choice__is_right=True, answers__item__struck_at=None)
        items = TestItem.objects.counted().filter(test=OuterRef("test")).order_by()
        count = items.values("test").annotate(count=Count("pk")).values("count")
        return self.annotate(
            right=Count("answers", filter=is_right), asked=Coalesce(Subquery(count), 0)
        )


class Sitting(models.Model):
    """One person's test of one phase.

    `submitted_at` None: not handed in; the answers are kept, and count once the phase is over.
    """

    test = models.ForeignKey(KnowledgeTest, models.CASCADE, related_name="sittings")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="sittings")
    phase = models.CharField(max_length=4, choices=Phase)
    medium = models.CharField(max_length=6, choices=Medium, default=Medium.PHONE)
    started_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True)
    # Who typed in the sheet of paper.
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = SittingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["test", "participant", "phase"], name="sitting_once"),
            models.CheckConstraint(
                condition=Q(medium=Medium.PHONE, entered_by=None)
                | Q(medium=Medium.PAPER, entered_by__isnull=False, submitted_at__isnull=False),
                name="sitting_paper_is_entered_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id} {self.phase}"


class AnswerQuerySet(models.QuerySet["Answer"]):
    def counted(self) -> Self:
        """Answers to the questions that count."""
        return self.filter(item__struck_at=None)

    def right(self) -> Self:
        """Right answers to the questions that count: what every score is made of."""
        return self.counted().filter(choice__is_right=True)


class Answer(models.Model):
    """The last choice for one question; a question left open has no row."""

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="answers")
    item = models.ForeignKey(TestItem, models.CASCADE, related_name="answers")
    choice = models.ForeignKey(Choice, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(default=timezone.now)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sitting", "item"], name="answer_once")]

    def __str__(self) -> str:
        return f"{self.sitting_id}: {self.item_id}"
