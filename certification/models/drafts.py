"""What was typed and not yet kept, and the ticks of copying to SiHalal."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from certification.models.application import Application


class AnswerDraft(models.Model):
    """The fields of one page as somebody left them: shown again after a crash, gone when saved."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="answer_drafts")
    page = models.CharField(max_length=60, help_text="part and step")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    data = models.JSONField(help_text="field → text, as typed")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "page", "by"], name="answer_draft_once")
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.page}"


class CopyTick(models.Model):
    """A field that was copied into SiHalal, whoever did it."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="copy_ticks")
    key = models.CharField(max_length=60)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "key"], name="copy_tick_once")
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.key}"
