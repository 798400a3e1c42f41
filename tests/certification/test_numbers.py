"""Numbers of applications: dense and unique, also when many are taken at once."""

import datetime

import pytest
from django.db import transaction

from certification.models import NumberSequence
from certification.services import numbers
from tests.certification.test_quota import together


def test_every_year_starts_anew(db: None) -> None:
    assert numbers.next_number(datetime.date(2026, 12, 31)) == "PGJ-2026-0001"
    assert numbers.next_number(datetime.date(2027, 1, 1)) == "PGJ-2027-0001"
    assert numbers.take(year=2026, count=2) == ["PGJ-2026-0002", "PGJ-2026-0003"]


def test_more_than_four_digits_are_no_end(db: None) -> None:
    NumberSequence.objects.create(year=2026, last=9_999)
    assert numbers.next_number(datetime.date(2026, 5, 1)) == "PGJ-2026-10000"


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_each_its_own_and_failures_leave_no_gap() -> None:
    def take_and_fail() -> str:
        with transaction.atomic():
            numbers.take(year=2026)
            raise RuntimeError

    jobs = [lambda: numbers.take(year=2026)[0]] * 6 + [take_and_fail] * 3
    results = together(*jobs)
    taken = sorted(result for result in results if isinstance(result, str))
    assert taken == [f"PGJ-2026-{number:04}" for number in range(1, 7)]
