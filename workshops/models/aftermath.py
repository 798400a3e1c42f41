"""What stays of an event: opinions of those who came, the office's report, and photos."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from workshops.enums import QuestionKind
from workshops.models.attendance import Participant
from workshops.models.event import Event, OfEventQuerySet


class SurveyQuestionQuerySet(models.QuerySet["SurveyQuestion"]):
    def active(self) -> Self:
        """Those that surveys ask now."""
        return self.filter(is_active=True)


class SurveyQuestion(models.Model):
    """A question that every survey asks; changed by ending one and adding another."""

    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    kind = models.CharField(max_length=6, choices=QuestionKind)
    is_active = models.BooleanField(default=True)

    objects = SurveyQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class SurveyReplyQuerySet(models.QuerySet["SurveyReply"]):
    def of_event(self, event: Event) -> Self:
        """All replies of an event, also those of which nobody knows any more whose they are."""
        return self.filter(Q(participant__event=event) | Q(event=event))


class SurveyReply(models.Model):
    """Somebody answered the survey, once. Pages show sums, never who said what.

    Some time after the survey the reply is nobody's any more: then `event` stands in the place of
    the participant, and only the marks are left.
    """

    participant = models.OneToOneField(
        Participant, models.CASCADE, null=True, related_name="survey_reply"
    )
    event = models.ForeignKey(Event, models.CASCADE, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = SurveyReplyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(participant=None) ^ Q(event=None), name="survey_reply_of_one_or_nobody"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class SurveyAnswer(models.Model):
    """A mark from 1 to 5, or some words."""

    reply = models.ForeignKey(SurveyReply, models.CASCADE, related_name="answers")
    question = models.ForeignKey(SurveyQuestion, models.PROTECT, related_name="answers")
    score = models.PositiveSmallIntegerField(null=True)
    text = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reply", "question"], name="survey_answer_once"),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__range=(1, 5)), name="survey_score_one_to_five"
            ),
            models.CheckConstraint(
                condition=Q(score=None) ^ Q(text=""), name="survey_answer_score_or_text"
            ),
        ]

    def __str__(self) -> str:
        return str(self.question_id)


class EventReport(models.Model):
    """The office's words in the report of an event; its figures come by themselves."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="report")
    background = models.TextField(blank=True)
    results = models.TextField(blank=True)
    obstacles = models.TextField(blank=True)
    suggestions = models.TextField(blank=True)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = OfEventQuerySet["EventReport"].as_manager()

    def __str__(self) -> str:
        return f"laporan {self.event_id}"


class EventPhoto(models.Model):
    """A photo of the event, a clean copy on disk."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="photos")
    file = models.FileField(upload_to="dokumentasi/%Y/%m", max_length=200)
    sha256 = models.CharField(max_length=64)
    caption = models.CharField(max_length=160, blank=True)
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = OfEventQuerySet["EventPhoto"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["event", "sha256"], name="event_photo_once")]

    def __str__(self) -> str:
        return self.caption or str(self.pk)


class CalendarFeed(models.Model):
    """The secret address of a person's calendar. A new one makes the old one useless."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feed"
    )
    key_index = models.CharField(max_length=64, unique=True, help_text="keyed hash of the address")
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.user_id)
