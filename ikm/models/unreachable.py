"""Phone numbers at which nobody was reached, until they are mended."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from ikm.enums import PhoneProblem


class UnreachablePhone(models.Model):
    """What somebody found out about a number; it holds for every record with that number."""

    phone = models.CharField(max_length=16, unique=True, help_text="E.164")
    problem = models.CharField(max_length=12, choices=PhoneProblem)
    noted_at = models.DateTimeField(default=timezone.now)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"{self.problem} {self.pk}"
