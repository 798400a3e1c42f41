"""Dates and hours as the tools write them, and in which order day and month stand."""

import datetime
import re
from collections.abc import Collection, Iterable
from enum import StrEnum
from zoneinfo import ZoneInfo

from workshops.meetings.errors import DayNeededError, OtherDayError, UnclearDateError


class Order(StrEnum):
    """How a date like 03/04/2026 is read."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


_MONTHS = {
    name: number
    for number, names in enumerate(
        "jan feb mar apr mei|may jun jul agu|aug|agt sep okt|oct nov des|dec".split(), start=1
    )
    for name in names.split("|")
}
# With points a short year would be an hour: 09.05.12.
_DATE = re.compile(r"(\d{1,4})([/.\-])(\d{1,2})\2(\d{4}|(?<=[/\-])\d{2})(?!\d)")
_NAMED = re.compile(
    r"(?:(\d{1,2})[ \-]([a-z]{3})[a-z]*\.?|([a-z]{3})[a-z]*\.? (\d{1,2})),?[ \-](\d{4})", re.I
)
_HOUR = re.compile(r"(?<!\d)(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\.\d+)?\s*(?:([ap])\.?m)?", re.I)
_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])(\d{1,2}):?(\d{2})?\s*$", re.IGNORECASE)
_INDONESIAN = {
    "wib": ZoneInfo("Asia/Jakarta"),
    "wita": ZoneInfo("Asia/Makassar"),
    "wit": ZoneInfo("Asia/Jayapura"),
}
_UTC = re.compile(r"(?:\d|\s)(?:z|utc|gmt)\s*$", re.IGNORECASE)


def zone_of(text: str) -> datetime.tzinfo | None:
    """The zone that a time or a heading names: `Z`, `UTC`, `GMT+08:00`, `WITA`; None for none."""
    word = text.strip().lower().rpartition(" ")[2]
    if word in _INDONESIAN:
        return _INDONESIAN[word]
    if _UTC.search(f" {text}"):
        return datetime.UTC
    found = _OFFSET.search(text) if re.search(r"utc|gmt|:\d\d", text, re.IGNORECASE) else None
    if not found or int(found[2]) > 14:
        return None
    offset = datetime.timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return datetime.timezone(offset if found[1] == "+" else -offset)


def moment_in(
    text: str, *, order: Order, day: datetime.date | None, zone: datetime.tzinfo
) -> datetime.datetime | None:
    """The aware moment that a text means; None for what is none.

    Args:
        day: what an hour without a date belongs to.
        zone: of a time that names none.
    """
    date, rest = _date_in(text, order)
    date = date or (None if rest != text else day)
    hour = _hour_in(rest)
    if date is None or hour is None:
        return None
    return datetime.datetime.combine(date, hour, zone_of(rest) or zone)


def order_of(
    texts: Iterable[str],
    days: Collection[datetime.date],
    *,
    zone: datetime.tzinfo,
    place: datetime.tzinfo,
) -> Order:
    """The order in which the dates fall on the event's days.

    Args:
        zone: of times that name none.
        place: where the days are meant.

    Raises `OtherDayError` when none does, `UnclearDateError` when two orders give different days
    of the event. Texts without a date say nothing.
    """
    dated = sorted({text for text in texts if is_dated(text)})
    hits = {
        order: {text: day for text in dated if (day := _day_in(text, order, zone, place)) in days}
        for order in Order
    }
    first, second = hits[Order.DAY_FIRST], hits[Order.MONTH_FIRST]
    if dated and not first and not second:
        raise OtherDayError(_written(dated[0]), span_in_words(days))
    if first.items() >= second.items():
        return Order.DAY_FIRST
    if second.items() >= first.items():
        return Order.MONTH_FIRST
    differing = {text for text, _ in first.items() ^ second.items()}
    raise UnclearDateError(_written(min(differing)))


def day_of(texts: Iterable[str], days: Collection[datetime.date]) -> datetime.date | None:
    """The day of hours without a date: the event's only one; None where every hour has a date.

    Raises `DayNeededError` for an event of several days.
    """
    if all(is_dated(text) for text in texts):
        return None
    if len(days) > 1:
        raise DayNeededError
    return next(iter(days))


def span_in_words(days: Collection[datetime.date]) -> str:
    """`24/04/2024`, or `02/06/2022–08/06/2022`."""
    first, last = min(days), max(days)
    words = f"{first:%d/%m/%Y}"
    return words if first == last else f"{words}–{last:%d/%m/%Y}"


def is_dated(text: str) -> bool:
    """Whether a text names a day."""
    return bool(_DATE.search(text) or _NAMED.search(text))


def _day_in(
    text: str, order: Order, zone: datetime.tzinfo, place: datetime.tzinfo
) -> datetime.date | None:
    moment = moment_in(text, order=order, day=None, zone=zone)
    return moment.astimezone(place).date() if moment else None


def _written(text: str) -> str:
    found = _DATE.search(text) or _NAMED.search(text)
    return found[0] if found else text[:20]


def _date_in(text: str, order: Order) -> tuple[datetime.date | None, str]:
    """The date and what stands behind it; a text without any stays whole."""
    if found := _DATE.search(text):
        return _numbered(found, order), text[found.end() :] or " "
    if found := _NAMED.search(text):
        return _with_name(found), text[found.end() :] or " "
    return None, text


def _numbered(found: re.Match[str], order: Order) -> datetime.date | None:
    first, second, third = int(found[1]), int(found[3]), int(found[4])
    if len(found[1]) == 4:
        return _date(first, second, third)
    if len(found[1]) > 2:
        return None
    year = third + 2000 if third < 100 else third
    day, month = (first, second) if order == Order.DAY_FIRST else (second, first)
    return _date(year, month, day)


def _with_name(found: re.Match[str]) -> datetime.date | None:
    month = _MONTHS.get((found[2] or found[3]).lower())
    return _date(int(found[5]), month, int(found[1] or found[4])) if month else None


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _hour_in(text: str) -> datetime.time | None:
    found = _HOUR.search(text)
    if not found:
        return None
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[4]:
        hour = hour % 12 + (12 if found[4].lower() == "p" else 0)
    try:
        return datetime.time(hour, minute, second)
    except ValueError:
        return None
