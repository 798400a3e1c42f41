"""The filters as templates use them, and Django's own formats in Indonesian."""

import datetime
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import timezone
from django.utils.formats import date_format, number_format

MOMENT = datetime.datetime(2026, 11, 20, 23, 30, tzinfo=datetime.UTC)


def render(source: str, **context: Any) -> str:
    return Template("{% load indonesian %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("source", "value", "text"),
    [
        ("{{ value|ribuan }}", 83_000, "83.000"),
        ("{{ value|ribuan }}", None, "–"),
        ("{{ value|rupiah }}", 1_000_000, "Rp1.000.000"),
        ("{{ value|rupiah_lengkap }}", 1000, "Rp1.000,00 (seribu rupiah)"),
        ("{{ value|terbilang }}", 58, "lima puluh delapan"),
        ("{{ value|persen:1000 }}", 320, "32%"),
        ("{{ value|telepon }}", "+6281200000001", "0812-0000-0001"),
        ("{{ value|samar }}", "6403010101010001", "••••••••••••0001"),
        ("{{ value|tanggal }}", MOMENT, "21 November 2026"),
        ("{{ value|tanggal_pendek }}", MOMENT, "21 Nov 2026"),
        ("{{ value|tanggal_hari }}", MOMENT, "Sabtu, 21 November 2026"),
        ("{{ value|tanggal }}", None, "–"),
        ("{{ value|jam }}", MOMENT, "07.30 WITA"),
        ("{{ value|jam:'Asia/Jayapura' }}", MOMENT, "08.30 WIT"),
        ("{{ value|jam }}", datetime.time(8, 0), "08.00"),
        ("{{ value|tanggal_jam }}", MOMENT, "21 Nov 2026 07.30 WITA"),
        ("{{ value|tanggal_jam:'Asia/Jakarta' }}", MOMENT, "21 Nov 2026 06.30 WIB"),
    ],
)
def test_filters(source: str, value: Any, text: str) -> None:
    assert render(source, value=value) == text


def test_days_left_counts_from_the_given_day() -> None:
    day = datetime.date(2025, 6, 4)
    due = datetime.date(2025, 5, 31)
    assert render("{{ due|hari_lagi:day }}", due=due, day=day) == "terlambat 4 hari"
    assert render("{{ today|hari_lagi }}", today=timezone.localdate()) == "hari ini"


def test_phone_text_is_escaped() -> None:
    assert render("{{ value|telepon }}", value="<b>") == "&lt;b&gt;"


def test_djangos_own_formats() -> None:
    day = datetime.date(2026, 11, 21)
    assert date_format(day) == "21 November 2026"
    assert date_format(day, "SHORT_DATE_FORMAT") == "21 Nov 2026"
    assert date_format(timezone.localtime(MOMENT), "TIME_FORMAT") == "07.30"
    assert number_format(1234.5, decimal_pos=1, force_grouping=True) == "1.234,5"
