"""How long somebody was there, as the tools write it."""

import re

# A day and a night are more than any meeting.
MOST = 24 * 60
_UNITS = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(h(?:ou)?rs?|h|jam|j|min(?:ute)?s?|menit|mnt|m|sec(?:ond)?s?|detik|dtk|s)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")
_NUMBER = re.compile(r"\d{1,5}(?:[.,]\d+)?")
_SECONDS = {"h": 3600, "j": 3600, "m": 60, "s": 1, "d": 1}


def minutes_in(text: str) -> int | None:
    """Full minutes of `1 hr 5 min`, `1h 5m 3s`, `1 jam 5 menit`, `1:05:03` or of a plain number.

    `58:14` is minutes and seconds, `1:14` hours and minutes: no meeting has ten hours. None for
    what is no duration; never more than a day.
    """
    seconds = _seconds(text.strip())
    return None if seconds is None else min(int(seconds // 60), MOST)


def _seconds(text: str) -> float | None:
    if _NUMBER.fullmatch(text):
        return float(text.replace(",", ".")) * 60
    if clock := _CLOCK.fullmatch(text):
        first, second, third = int(clock[1]), int(clock[2]), clock[3]
        if third is not None:
            return first * 3600 + second * 60 + int(third)
        return first * 60 + second if first > 9 else first * 3600 + second * 60
    parts = _UNITS.findall(text)
    if not parts:
        return None
    return sum(
        float(amount.replace(",", ".")) * _SECONDS[unit[0].lower()] for amount, unit in parts
    )
