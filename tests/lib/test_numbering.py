"""Patterns of numbers: what they may hold, and how they are filled in."""

import datetime

import pytest

from halalportal.lib.numbering import PatternError, check_pattern, filled, unit_code

OFFERED = ("classification", "seq", "unit", "month", "year")
REQUIRED = ("seq", "year")


@pytest.mark.parametrize(
    ("month", "roman"),
    list(enumerate("I II III IV V VI VII VIII IX X XI XII".split(), start=1)),
)
def test_months_are_roman(month: int, roman: str) -> None:
    day = datetime.date(2026, month, 1)
    assert filled("{seq:03d}/{month}/{year}", 7, day=day) == f"007/{roman}/2026"


def test_the_other_fields_are_texts() -> None:
    number = filled(
        "{classification}/{seq}/{unit}/{year}",
        1234,
        day=datetime.date(2026, 1, 1),
        classification="000.8.3",
        unit="DISPERIN",
    )
    assert number == "000.8.3/1234/DISPERIN/2026"


@pytest.mark.parametrize(
    "pattern", ["{seq}/{year}", "{seq:03d}/x/{month}/{year}", "{{seq {seq}{year}"]
)
def test_good_patterns(pattern: str) -> None:
    check_pattern(pattern, offered=OFFERED, required=REQUIRED)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("{seq}/{tahun}", "{tahun} tidak dikenal"),
        ("{seq.real}/{year}", "tidak dikenal"),
        ("{}/{year}", "tidak dikenal"),
        ("{year}", "Tambahkan {seq}"),
        ("{seq}", "Tambahkan {year}"),
        ("{seq}/{year", "belum berpasangan"),
        ("{seq:9999999d}/{year}", "Hanya {seq} boleh"),
        ("{seq!r}/{year}", "Hanya {seq} boleh"),
        ("{seq}/{year:>20}", "Hanya {seq} boleh"),
        ("{seq:{year}}/{year}", "Hanya {seq} boleh"),
    ],
)
def test_bad_patterns_are_refused_in_words(pattern: str, words: str) -> None:
    with pytest.raises(PatternError) as caught:
        check_pattern(pattern, offered=OFFERED, required=REQUIRED)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("short", "name", "code"),
    [
        ("Disperin", "Dinas Perindustrian", "DISPERIN"),
        ("", "Dinas Perindustrian dan Perdagangan", "DPDP"),
        ("A/B", "x", "A-B"),
    ],
)
def test_the_code_of_a_unit(short: str, name: str, code: str) -> None:
    assert unit_code(short, name) == code
