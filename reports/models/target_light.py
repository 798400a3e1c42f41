"""The light of each target as it was last seen, so that a change is told once."""

from django.db import models

from certification.enums import Light
from certification.models import Target


class TargetLight(models.Model):
    """`since` is the day on which this light was first seen; looked at once a day."""

    target = models.OneToOneField(Target, models.CASCADE, primary_key=True, related_name="+")
    light = models.CharField(max_length=6, choices=Light)
    reason = models.CharField(max_length=200)
    since = models.DateField()
    seen_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.target_id}: {self.light}"
