"""Days on which an office departs from the national calendar, and years that have a decree."""

from django.db import models


class HolidayDecree(models.Model):
    """A year whose holidays and cuti bersama the joint decree of three ministers has set.

    Without a row the year's days are a forecast, and every date counted through it an estimate.
    """

    year = models.PositiveSmallIntegerField(primary_key=True)
    source = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.year}: {self.source}"


class OfficeDay(models.Model):
    """One day that an office works, or does not, unlike the national calendar."""

    office = models.ForeignKey("accounts.Organisation", models.CASCADE, related_name="days")
    day = models.DateField()
    is_working = models.BooleanField()
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["office", "day"], name="office_day_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
