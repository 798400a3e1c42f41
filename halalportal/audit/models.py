"""The audit trail: who did what to which record and when. Rows are never changed or deleted."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    def about(self, subject: models.Model) -> Self:
        """The entries about one record, newest first."""
        return self.filter(
            subject_type=subject._meta.label_lower, subject_id=str(subject.pk)
        ).order_by("-at", "-pk")


class AuditEntry(models.Model):
    """One act. `data` holds codes and numbers, never personal data. A trigger refuses changes."""

    at = models.DateTimeField(db_default=Now())
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="audit_entries"
    )
    action = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    data = models.JSONField(default=dict)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_id", "-at"], name="audit_subject")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject_type}:{self.subject_id}"
