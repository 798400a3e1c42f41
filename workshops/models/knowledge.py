"""The question bank, the test of an event, and who answered what before and after."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from workshops.enums import Medium, Phase
from workshops.models.attendance import Participant
from workshops.models.event import Event, OfEventQuerySet


class Topic(models.Model):
    """What a question is about."""

    code = models.SlugField(primary_key=True, max_length=40)
    label = models.CharField(max_length=120)

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
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    is_right = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["question", "position"], name="choice_position_once"),
            models.UniqueConstraint(
                fields=["question"], condition=Q(is_right=True), name="choice_right_once"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class KnowledgeTest(models.Model):
    """The test of an event: the same questions before and after, so that each person is a pair."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="knowledge_test")
    pre_opens_at = models.DateTimeField(null=True, blank=True)
    pre_closes_at = models.DateTimeField(null=True, blank=True)
    post_opens_at = models.DateTimeField(null=True, blank=True)
    post_closes_at = models.DateTimeField(null=True, blank=True)

    objects = OfEventQuerySet["KnowledgeTest"].as_manager()

    def __str__(self) -> str:
        return f"tes {self.event_id}"


class TestItem(models.Model):
    """A question in a test, in its order."""

    __test__ = False  # not for pytest

    test = models.ForeignKey(KnowledgeTest, models.CASCADE, related_name="items")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["test", "question"], name="test_item_once"),
            models.UniqueConstraint(fields=["test", "position"], name="test_item_position_once"),
        ]

    def __str__(self) -> str:
        return str(self.position)


class Sitting(models.Model):
    """One person's test of one phase. `submitted_at` None: begun, answers are kept."""

    test = models.ForeignKey(KnowledgeTest, models.CASCADE, related_name="sittings")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="sittings")
    phase = models.CharField(max_length=4, choices=Phase)
    medium = models.CharField(max_length=6, choices=Medium, default=Medium.PHONE)
    started_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True)
    # Right answers, written when it is handed in.
    right = models.PositiveSmallIntegerField(null=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["test", "participant", "phase"], name="sitting_once"),
            models.CheckConstraint(
                condition=Q(submitted_at=None, right=None)
                | Q(submitted_at__isnull=False, right__isnull=False),
                name="sitting_marked_when_submitted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id} {self.phase}"


class Answer(models.Model):
    """One answer; None stands for a question left open."""

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="answers")
    item = models.ForeignKey(TestItem, models.CASCADE, related_name="answers")
    choice = models.ForeignKey(Choice, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sitting", "item"], name="answer_once")]

    def __str__(self) -> str:
        return f"{self.sitting_id}: {self.item_id}"
