"""The numbers of applications: PGJ-2026-0412, without a gap or a double within a year."""

import datetime

from django.db import transaction

from certification.models import NumberSequence


@transaction.atomic
def take(*, year: int, count: int = 1) -> list[str]:
    """Returns the next `count` numbers of a year.

    The row of the year stays locked until the transaction ends; one that fails gives its numbers
    back by rolling back.
    """
    NumberSequence.objects.get_or_create(year=year)
    sequence = NumberSequence.objects.select_for_update().get(year=year)
    first = sequence.last + 1
    sequence.last += count
    sequence.save(update_fields=["last"])
    return [f"PGJ-{year}-{number:04}" for number in range(first, first + count)]


def next_number(day: datetime.date) -> str:
    """The next number of the local day's year."""
    return take(year=day.year)[0]
