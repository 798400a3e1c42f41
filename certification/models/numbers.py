"""Where the numbers of applications come from."""

from django.db import models


class NumberSequence(models.Model):
    """The last number given in a year. Its row is locked while one is taken: no gap, no double."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
