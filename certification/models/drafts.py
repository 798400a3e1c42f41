"""What was typed and not yet kept, and the ticks of copying to SiHalal."""

import json

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from certification.models.application import Application
from halalportal.lib.encryption import decrypt, encrypt


class AnswerDraft(models.Model):
    """The fields of one page as somebody left them: shown again after a crash, gone when saved.

    Phone numbers and sales are among them, so the whole is sealed.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="answer_drafts")
    page = models.CharField(max_length=60, help_text="part and step")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    sealed = models.BinaryField(help_text="field → text, as typed; encrypted")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "page", "by"], name="answer_draft_once")
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.page}"

    @property
    def values(self) -> dict[str, str]:
        """What was typed, by field."""
        opened: dict[str, str] = json.loads(decrypt(bytes(self.sealed), context=self._context))
        return opened

    def seal(self, values: dict[str, str]) -> None:
        """Sets what was typed, without saving."""
        self.sealed = encrypt(json.dumps(values), context=self._context)

    @property
    def _context(self) -> str:
        return f"answer_draft.sealed:{self.application_id}/{self.page}/{self.by_id}"


class CopyTick(models.Model):
    """A field that was copied into SiHalal, whoever did it."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="copy_ticks")
    key = models.CharField(max_length=60)
    # Keyed hash of what was copied, so that a later change shows; "" for ticks of before.
    value_index = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "key"], name="copy_tick_once")
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.key}"
