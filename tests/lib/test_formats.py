"""How numbers, money, dates, times and phones are written."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from halalportal.lib import formats

DAY = datetime.date(2025, 6, 4)
MOMENT = datetime.datetime(2026, 11, 21, 2, 15, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"),
        (0, "0"),
        (7, "7"),
        (999, "999"),
        (1000, "1.000"),
        (83_000, "83.000"),
        (1_234_567, "1.234.567"),
        (-1000, "-1.000"),
        (Decimal("2.50"), "2,5"),
        (1234.5, "1.234,5"),
    ],
)
def test_number(value: Any, text: str) -> None:
    assert formats.number(value) == text


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_number_can_be_read_back(value: int) -> None:
    assert int(formats.number(value).replace(".", "")) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "–"), (0, "Rp0"), (1_000_000, "Rp1.000.000"), (-230_000, "-Rp230.000")],
)
def test_rupiah(value: Any, text: str) -> None:
    assert formats.rupiah(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"),
        (0, "Rp0,00 (nol rupiah)"),
        (1, "Rp1,00 (satu rupiah)"),
        (11, "Rp11,00 (sebelas rupiah)"),
        (12, "Rp12,00 (dua belas rupiah)"),
        (100, "Rp100,00 (seratus rupiah)"),
        (115, "Rp115,00 (seratus lima belas rupiah)"),
        (1_000, "Rp1.000,00 (seribu rupiah)"),
        (11_000, "Rp11.000,00 (sebelas ribu rupiah)"),
        (150_000, "Rp150.000,00 (seratus lima puluh ribu rupiah)"),
        (1_000_000, "Rp1.000.000,00 (satu juta rupiah)"),
        (21_001_000, "Rp21.001.000,00 (dua puluh satu juta seribu rupiah)"),
        (1_000_000_000, "Rp1.000.000.000,00 (satu miliar rupiah)"),
        (-1_500_000, "-Rp1.500.000,00 (minus satu juta lima ratus ribu rupiah)"),
    ],
)
def test_rupiah_in_full(value: Any, text: str) -> None:
    assert formats.rupiah_in_full(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(None, "–"), (0, "nol"), (1000, "seribu"), (-5, "minus lima")]
)
def test_words(value: Any, text: str) -> None:
    assert formats.words(value) == text


@pytest.mark.parametrize(
    ("value", "whole", "text"),
    [
        (None, 1000, "–"),
        (5, 0, "–"),
        (5, None, "–"),
        (0, 1000, "0%"),
        (1, 1000, "<1%"),
        (320, 1000, "32%"),
        (325, 1000, "33%"),
        (999, 1000, "99%"),
        (1000, 1000, "100%"),
        (1040, 1000, "104%"),
        (-50, 1000, "-5%"),
    ],
)
def test_percent_of_a_whole(value: Any, whole: Any, text: str) -> None:
    assert formats.percent(value, whole) == text


def test_percent_of_a_share() -> None:
    assert formats.percent(Decimal("0.058")) == "6%"


def test_dates() -> None:
    assert formats.long_date(DAY) == "4 Juni 2025"
    assert formats.short_date(datetime.date(2026, 8, 17)) == "17 Agu 2026"
    assert formats.day_and_date(DAY) == "Rabu, 4 Juni 2025"


@pytest.mark.parametrize("write", [formats.long_date, formats.short_date, formats.day_and_date])
def test_no_date_is_a_dash(write: Any) -> None:
    assert write(None) == "–"


@pytest.mark.parametrize(
    ("value", "zone", "text"),
    [
        (None, "Asia/Makassar", "–"),
        (MOMENT, "Asia/Jakarta", "09.15 WIB"),
        (MOMENT, "Asia/Makassar", "10.15 WITA"),
        (MOMENT, "Asia/Jayapura", "11.15 WIT"),
        (datetime.time(8, 5), "Asia/Makassar", "08.05 WITA"),
        (datetime.time(8, 5), None, "08.05"),
    ],
)
def test_clock(value: Any, zone: str | None, text: str) -> None:
    assert formats.clock(value, zone) == text


def test_moment_moves_the_date_with_the_clock() -> None:
    late = datetime.datetime(2026, 11, 20, 23, 30, tzinfo=datetime.UTC)
    assert formats.moment(late, "Asia/Makassar") == "21 Nov 2026 07.30 WITA"
    assert formats.moment(None, "Asia/Makassar") == "–"


@pytest.mark.parametrize(
    ("due", "text"),
    [
        (None, "–"),
        (datetime.date(2025, 5, 31), "terlambat 4 hari"),
        (DAY, "hari ini"),
        (datetime.date(2025, 6, 5), "1 hari lagi"),
        (datetime.date(2028, 6, 4), "1.096 hari lagi"),
    ],
)
def test_days_left(due: Any, text: str) -> None:
    assert formats.days_left(due, DAY) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"),
        ("", "–"),
        ("+6281200000001", "0812-0000-0001"),
        ("0812 0000 0001", "0812-0000-0001"),
        ("bukan nomor", "bukan nomor"),
    ],
)
def test_phone(value: Any, text: str) -> None:
    assert formats.phone(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"),
        ("", "–"),
        ("6403010101010001", "••••••••••••0001"),
        ("+6281200000001", "••••-••••-0001"),
        ("081200000001", "••••-••••-0001"),
        ("1234", "••••"),
        ("12345", "••••5"),
        ("contoh@demo.id", "c•••@demo.id"),
        ("Maria Contoh", "M•••"),
        ("Maria Contoh 2", "M•••"),
    ],
)
def test_masked(value: Any, text: str) -> None:
    assert formats.masked(value) == text


@given(st.from_regex(r"[0-9]{1,20}", fullmatch=True))
def test_masking_never_shows_more_than_four_digits(value: str) -> None:
    shown = [character for character in formats.masked(value) if character.isdigit()]
    assert len(shown) <= 4
    assert len(shown) < len(value)
