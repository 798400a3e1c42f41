"""Texts of messages and the hours in which they may leave."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.quiet_hours import QUIET_FROM, QUIET_UNTIL, greeting, next_allowed
from reports.texts import fill, one_line


@given(st.text())
def test_typed_text_is_one_line_without_control_signs(text: str) -> None:
    clean = one_line(text)

    assert len(clean) <= 120
    assert len(clean.splitlines()) <= 1
    assert "://" not in one_line(text + " http://jahat.example")
    assert not set(clean) & set("\r\n\x00\u202e\u200b\u2066\ufeff")
    clean.encode("utf-8")


@given(st.dictionaries(st.sampled_from(["nama", "usaha"]), st.text()))
def test_a_value_is_never_a_template(values: dict[str, str]) -> None:
    filled = fill("{nama}|{usaha}|{lain}", values)

    assert filled == "|".join(values.get(k, "{" + k + "}") for k in ("nama", "usaha", "lain"))


@given(
    st.datetimes(min_value=datetime(2025, 1, 1), max_value=datetime(2027, 1, 1)),  # noqa: DTZ001
    st.sampled_from(["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]),
)
def test_the_next_moment_lies_by_day_and_within_ten_hours(naive: datetime, zone: str) -> None:
    from zoneinfo import ZoneInfo

    moment = naive.replace(tzinfo=UTC)
    allowed = next_allowed(moment, zone)

    assert QUIET_UNTIL <= allowed.astimezone(ZoneInfo(zone)).time() < QUIET_FROM
    assert timedelta(0) <= allowed - moment <= timedelta(hours=10)
    assert next_allowed(allowed, zone) == allowed


@pytest.mark.parametrize(
    ("hour", "expected"), [(1, "pagi"), (3, "siang"), (8, "sore"), (11, "malam"), (16, "pagi")]
)
def test_greeting_by_the_hour_where_the_reader_lives(hour: int, expected: str) -> None:
    moment = datetime(2026, 9, 7, hour, tzinfo=UTC)

    assert greeting(moment, "Asia/Makassar") == f"Selamat {expected}"
