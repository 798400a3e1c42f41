"""The duties that the migration brings."""

import datetime

import pytest

from certification.models import ChecklistItem
from certification.selectors.verification import items_on

pytestmark = pytest.mark.django_db


def test_every_duty_has_a_source_and_a_place() -> None:
    items = list(ChecklistItem.objects.all())
    assert len(items) == 13
    assert [item.position for item in items] == list(range(1, 14))
    assert all("146/2025" in item.source for item in items)


def test_duties_have_their_time() -> None:
    items = list(ChecklistItem.objects.all())
    assert len(items_on(datetime.date(2025, 3, 1), items)) == 13
    assert items_on(datetime.date(2020, 1, 1), items) == []
    items[0].valid_to = datetime.date(2025, 12, 31)
    assert len(items_on(datetime.date(2026, 1, 1), items)) == 12
