"""What exactly a return names, and the third return for the same reason."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from certification.enums import Decision
from certification.models.application import Application, StatusChange
from certification.models.reference import ReturnReason


class ReturnItem(models.Model):
    """One thing to mend: the coded reason, the part that opens, a word on what exactly."""

    change = models.ForeignKey(StatusChange, models.CASCADE, related_name="items")
    reason = models.ForeignKey(ReturnReason, models.PROTECT, related_name="+")
    part = models.CharField(max_length=20, blank=True, help_text='"" opens every part')
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["change", "reason"], name="return_item_once")
        ]

    def __str__(self) -> str:
        return f"{self.change_id}: {self.reason_id}"


class ThirdReturnQuerySet(models.QuerySet["ThirdReturn"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(application__in=Application.objects.visible_to(user))

    def waiting(self) -> Self:
        return self.filter(decision=Decision.WAITING)


class ThirdReturn(models.Model):
    """A third return for the same reason waits for a supervisor: SiHalal cancels after three."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="third_returns")
    reason = models.ForeignKey(ReturnReason, models.PROTECT, related_name="+")
    transition = models.CharField(max_length=20, help_text="return, verify_return")
    # The whole request: [{reason, note}].
    items = models.JSONField(default=list)
    note = models.TextField(blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    decision = models.CharField(max_length=10, choices=Decision, default=Decision.WAITING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, blank=True)

    objects = ThirdReturnQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(decision=Decision.WAITING),
                name="third_return_waits_once",
            ),
            models.CheckConstraint(
                condition=Q(decision=Decision.WAITING, decided_by=None, decided_at=None)
                | (
                    ~Q(decision=Decision.WAITING)
                    & Q(decided_by__isnull=False, decided_at__isnull=False)
                ),
                name="third_return_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.reason_id}"
