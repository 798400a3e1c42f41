"""Materials and names are found by whole words."""

import datetime

import pytest

from certification.enums import MaterialClass, NameOpinion
from certification.models import Material, MaterialEntry
from certification.selectors.dictionary import classify, flagged_names, look_up

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 1, 15)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Pisang kepok", MaterialClass.EXEMPT_NATURAL),
        ("garam dapur", MaterialClass.EXEMPT_MINERAL),
        ("CMC", MaterialClass.EXEMPT_PROCESSED),
        ("Minyak goreng sawit", MaterialClass.COMMON),
        ("Margarin", MaterialClass.CRITICAL),
        ("Bleng", MaterialClass.HAZARD),
        ("Rhodamin-B", MaterialClass.HAZARD),
        ("Kalium bromat", MaterialClass.HAZARD),
        ("arak masak", MaterialClass.HARAM),
        # The gravest word counts, but not a word inside a longer entry.
        ("Pisang rum", MaterialClass.HARAM),
        ("Minyak goreng babi", MaterialClass.HARAM),
        ("Telur ayam kampung", MaterialClass.EXEMPT_NATURAL),
        ("Rumput laut", MaterialClass.EXEMPT_NATURAL),
        ("Kaldu ayam", MaterialClass.CRITICAL),
        ("Asam sitrat", MaterialClass.COMMON),
    ],
)
def test_class_by_whole_words(name: str, expected: MaterialClass) -> None:
    entry = classify(name, DAY)
    assert entry
    assert entry.material_class == expected


@pytest.mark.parametrize("name", ["Bubuk ajaib", "hambar", "jambir", "", "---"])
def test_an_unknown_material_has_no_entry(name: str) -> None:
    assert classify(name, DAY) is None


def test_meat_is_told_from_what_only_sounds_like_it() -> None:
    assert [bool(e and e.is_slaughtered) for e in map(classify, ["Daging sapi", "Telur ayam"])] == [
        *(True, False)
    ]


def test_look_up_sets_class_and_meat() -> None:
    chicken, strange = Material(name="Ayam potong"), Material(name="Bubuk ajaib")
    look_up(chicken)
    look_up(strange)
    assert (chicken.material_class, chicken.is_slaughtered) == (MaterialClass.CRITICAL, True)
    assert (strange.material_class, strange.is_slaughtered) == (MaterialClass.UNKNOWN, False)


def test_an_entry_counts_from_its_day_to_its_last() -> None:
    MaterialEntry.objects.create(
        name="bubuk ajaib",
        material_class=MaterialClass.HAZARD,
        valid_from=DAY,
        valid_to=DAY,
        source="uji",
    )
    one = datetime.timedelta(days=1)
    found = [bool(classify("Bubuk ajaib", day)) for day in (DAY - one, DAY, DAY + one)]
    assert found == [False, True, False]


def test_the_dictionary_is_large_and_knows_the_regions_ingredients() -> None:
    assert MaterialEntry.objects.count() >= 120
    regional = ("daun kosambi", "bawang dayak kering", "ikan pipih", "nira lontar", "kenari")
    assert all(classify(name, DAY) for name in regional)


@pytest.mark.parametrize(
    "name",
    ["Stik Rumput Laut", "Keripik Hambar", "Sambal Jambir", "Bakso Urat", "Bakmi", "Red Velvet"],
)
def test_a_word_inside_a_word_flags_nothing(name: str) -> None:
    assert flagged_names([name], DAY) == []


def test_a_customary_name_says_so_to_the_officer() -> None:
    pletok, demon = flagged_names(["Bir Pletok", "Mie Setan", "Keripik"], DAY)
    assert (pletok.word, pletok.opinion) == ("bir", NameOpinion.WAITING)
    assert pletok.reason.startswith("Biasanya boleh")
    assert demon.word == "setan"
    assert not demon.reason.startswith("Biasanya boleh")
