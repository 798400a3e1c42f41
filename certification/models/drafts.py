"""What was typed and not yet kept, and the ticks of copying to SiHalal."""

import json
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from certification.enums import DraftOrigin
from certification.models.application import Application
from halalportal.lib.encryption import decrypt, encrypt


class AnswerDraftQuerySet(models.QuerySet["AnswerDraft"]):
    def of(self, subject: models.Model) -> Self:
        """What hangs on an application, or on a business."""
        return self.filter(**belonging(subject))


def belonging(subject: models.Model) -> dict[str, models.Model | None]:
    """The two columns that say what a draft hangs on."""
    is_case = isinstance(subject, Application)
    return {
        "application": subject if is_case else None,
        "business": None if is_case else subject,
    }


class AnswerDraft(models.Model):
    """The fields of one page as somebody left them: shown again after a crash, gone when saved.

    Phone numbers and sales are among them, so the whole is sealed. Pages of an application and of
    its visit hang on it, pages of a mandate on the business: it comes before any application.
    """

    merge_noun = "isian yang belum disimpan"

    application = models.ForeignKey(
        Application, models.CASCADE, null=True, related_name="answer_drafts"
    )
    business = models.ForeignKey(
        "ikm.Business", models.CASCADE, null=True, related_name="answer_drafts"
    )
    page = models.CharField(max_length=60, help_text="the end of its address: usaha/nib")
    origin = models.CharField(
        max_length=8, choices=DraftOrigin, default=DraftOrigin.TYPED, db_default=DraftOrigin.TYPED
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    sealed = models.BinaryField(help_text="field → text, as typed; encrypted")
    at = models.DateTimeField()

    objects = AnswerDraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "business", "page", "by"],
                nulls_distinct=False,
                name="answer_draft_once",
            ),
            models.CheckConstraint(
                condition=Q(application=None, business__isnull=False)
                | Q(application__isnull=False, business=None),
                name="answer_draft_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id or self.business_id}: {self.page}"

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
        # Not the business: records are merged, and what hangs on them moves along.
        subject = self.application_id or "business"
        return f"answer_draft.sealed:{subject}/{self.page}/{self.by_id}"


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
