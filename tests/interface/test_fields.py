"""Dates as people write them."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from halalportal.interface.fields import IndonesianDateField

DAY = datetime.date(2026, 11, 21)


@pytest.mark.parametrize(
    "text",
    [
        "21/11/2026",
        "21-11-2026",
        "21.11.2026",
        "21/11/26",
        "21 Nov 2026",
        "21 november 2026",
        "21 Nopember 2026",
        "21-Nov-2026",
        "2026-11-21",
        " 21/11/2026 ",
    ],
)
def test_reads_what_people_write(text: str) -> None:
    assert IndonesianDateField().clean(text) == DAY


@pytest.mark.parametrize(
    ("text", "month"),
    [("1 Mei 2026", 5), ("1 Agt 2026", 8), ("1 Okt 2026", 10), ("1 Des 2026", 12)],
)
def test_reads_indonesian_months(text: str, month: int) -> None:
    assert IndonesianDateField().clean(text) == datetime.date(2026, month, 1)


@pytest.mark.parametrize("text", ["12/31/2026", "31/02/2026", "21 Foo 2026", "kemarin"])
def test_what_is_no_day_says_how_to_write_one(text: str) -> None:
    with pytest.raises(ValidationError, match=r"Tulis tanggal seperti 21/11/2026\."):
        IndonesianDateField().clean(text)


def test_shows_a_day_in_the_same_form() -> None:
    assert IndonesianDateField().widget.format_value(DAY) == "21/11/2026"
