"""What people have learned: until when it counts, noted once, taken away with its certificate."""

import datetime

import pytest

from accounts.models import Qualification, Training, User
from accounts.services import trainings


@pytest.mark.parametrize(
    ("on", "months", "expected"),
    [
        (datetime.date(2026, 1, 31), 1, datetime.date(2026, 2, 28)),
        (datetime.date(2027, 8, 31), 6, datetime.date(2028, 2, 29)),
        (datetime.date(2026, 12, 5), 12, datetime.date(2027, 12, 5)),
        (datetime.date(2026, 12, 5), None, None),
    ],
)
def test_until_when_it_counts(
    owner: User, on: datetime.date, months: int | None, expected: datetime.date | None
) -> None:
    kind = Qualification.objects.create(code="uji", label="Uji", valid_months=months, source="uji")

    trainings.gain(qualification=kind, evidence={owner.pk: "001"}, on=on, by=owner)

    assert Training.objects.get().valid_until == expected
    assert Training.objects.in_force(on).exists()
    assert not Training.objects.in_force(on - datetime.timedelta(days=1)).exists()
    if expected:
        assert not Training.objects.in_force(expected + datetime.timedelta(days=1)).exists()


def test_noted_once_and_only_its_own_evidence_is_taken_away(owner: User) -> None:
    kind = Qualification.objects.get(pk="bimtek-pendamping")
    day = datetime.date(2026, 1, 15)
    for number, new in (("001", 1), ("001", 0), ("002", 1)):
        found = trainings.gain(qualification=kind, evidence={owner.pk: number}, on=day, by=owner)
        assert found == new

    assert trainings.lose(qualification=kind, evidence="001", by=owner) == 1
    assert trainings.lose(qualification=kind, evidence="001", by=owner) == 0
    assert list(Training.objects.values_list("evidence", flat=True)) == ["002"]
