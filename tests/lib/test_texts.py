"""Cleaning of texts as office lists hold them."""

import datetime

import pytest

from halalportal.lib import texts


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("UD. BUNDA  BERKAH", "UD. Bunda Berkah"),
        ("CV CAHAYA", "CV Cahaya"),
        ("KERIPIK SE'I SAPI", "Keripik Se'i Sapi"),
        ("RT.003, DESA BATU TIMBAU", "RT.003, Desa Batu Timbau"),
        ("KWT MELATI II", "KWT Melati II"),
        ("BUMDES MAJU DAN MANDIRI", "BUMDES Maju dan Mandiri"),
        ("kripik pisang", "Kripik Pisang"),
        ("Kripik PISANG Ina", "Kripik PISANG Ina"),
        ("HJ. NOR-HAYATI", "Hj. Nor-Hayati"),
        ("", ""),
    ],
)
def test_readable(written: str, expected: str) -> None:
    assert texts.readable(written) == expected


def test_squeeze_drops_what_nobody_sees() -> None:
    assert texts.squeeze("\ufeff Kripik\u200b \u00a0 Pisang\n") == "Kripik Pisang"


def test_one_key_for_spellings_of_a_name() -> None:
    keys = {texts.name_key(name) for name in ("UD. BUNDA", "Bunda", "ud bunda ", "“Bunda”")}
    assert keys == {"bunda"}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (81234567890.0, "81234567890"),
        (85000000000.0, "85000000000"),
        (2.5, "2.5"),
        (True, "ya"),
        (datetime.date(2026, 11, 21), "2026-11-21"),
        ("  a  b ", "a b"),
        ("", ""),
    ],
)
def test_cell_text(cell: object, expected: str) -> None:
    assert texts.cell_text(cell) == expected


@pytest.mark.parametrize("text", ["8.5E+10", "8,12346E+11", "1e10"])
def test_a_shortened_number_is_recognised(text: str) -> None:
    assert texts.is_rounded_number(text)


@pytest.mark.parametrize("text", ["081234567890", "E10", "12E", ""])
def test_other_texts_are_not_shortened_numbers(text: str) -> None:
    assert not texts.is_rounded_number(text)
