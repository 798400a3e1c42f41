"""All regions of Indonesia, from the package."""

import pytest
from django.core.management import call_command

from regions.models import Level, Region
from regions.services.loading import load_all

pytestmark = pytest.mark.django_db


def test_every_region_is_there_and_loading_twice_changes_nothing() -> None:
    call_command("load_regions", verbosity=0)
    first = {level: Region.objects.filter(level=level).count() for level in Level}
    assert first == {1: 38, 2: 514, 3: 7285, 4: 83762}
    assert load_all() == sum(first.values())


def test_time_zones_follow_the_province() -> None:
    load_all()
    zones = dict(Region.objects.provinces().values_list("code", "time_zone"))
    assert zones["31"] == "Asia/Jakarta"
    assert zones["64"] == "Asia/Makassar"
    assert zones["94"] == "Asia/Jayapura"


def test_a_renamed_region_is_renewed() -> None:
    load_all()
    Region.objects.filter(code="64.08").update(name="Salah")
    load_all()
    assert Region.objects.get(code="64.08").name == "Kabupaten Kutai Timur"
