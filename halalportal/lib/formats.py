"""How numbers, money, dates, times and phone numbers are written in Indonesian.

Pure functions, no settings. Each returns `NOTHING` for None and for an empty text, so that a
table shows a dash and never "None".
"""

import re
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from lokal.phone import parse_phone
from lokal.rupiah import format_rupiah
from lokal.terbilang import terbilang as spell

Number = int | float | Decimal

NOTHING = "–"
MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
SHORT_MONTHS = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"]
DAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
ZONES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}
VISIBLE_TAIL = 4


def number(value: Number | None) -> str:
    """Returns 1000 as "1.000" and Decimal("2.5") as "2,5"."""
    if value is None:
        return NOTHING
    whole, _, fraction = f"{Decimal(str(value)).normalize():,f}".partition(".")
    grouped = whole.replace(",", ".")
    return f"{grouped},{fraction}" if fraction else grouped


def rupiah(value: Number | None) -> str:
    """Returns 1000000 as "Rp1.000.000": official spelling has no space after Rp."""
    return NOTHING if value is None else format_rupiah(value)


def words(value: Number | None) -> str:
    """Returns 1000000 as "satu juta"."""
    return NOTHING if value is None else spell(value)


def rupiah_in_full(value: Number | None) -> str:
    """Returns an amount as letters state it: "Rp1.000.000,00 (satu juta rupiah)"."""
    if value is None:
        return NOTHING
    return f"{format_rupiah(value, decimals=True)} ({spell(value, currency=True)})"


def percent(value: Number | None, whole: Number | None = 1) -> str:
    """Returns the share of `value` in `whole`, e.g. (320, 1000) as "32%".

    Only everything is "100%" and only nothing is "0%": 999 of 1,000 gives "99%", 1 gives "<1%".
    An unknown or empty `whole` gives `NOTHING`.
    """
    if value is None or not whole:
        return NOTHING
    share = Decimal(str(value)) * 100 / Decimal(str(whole))
    rounded = share.quantize(Decimal(1), rounding=ROUND_HALF_UP)
    if rounded == 0 and share > 0:
        return "<1%"
    if rounded == 100 and share < 100:
        return "99%"
    return f"{number(rounded)}%"


def long_date(value: date | None) -> str:
    """Returns "21 November 2026"."""
    return NOTHING if value is None else f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def short_date(value: date | None) -> str:
    """Returns "21 Nov 2026", for tables."""
    return NOTHING if value is None else f"{value.day} {SHORT_MONTHS[value.month - 1]} {value.year}"


def day_and_date(value: date | None) -> str:
    """Returns "Rabu, 4 Juni 2025", for invitations and letters."""
    return NOTHING if value is None else f"{DAYS[value.weekday()]}, {long_date(value)}"


def clock(value: datetime | time | None, zone: str | None = None) -> str:
    """Returns "10.15 WITA".

    Args:
        value: an aware moment is moved to `zone` first; any other is taken as it is.
        zone: IANA name such as "Asia/Makassar"; without it the text has no zone abbreviation.
    """
    if value is None:
        return NOTHING
    if zone and isinstance(value, datetime) and value.tzinfo is not None:
        value = value.astimezone(ZoneInfo(zone))
    text = f"{value.hour:02}.{value.minute:02}"
    return f"{text} {ZONES.get(zone, zone)}" if zone else text


def moment(value: datetime | None, zone: str) -> str:
    """Returns "21 Nov 2026 10.15 WITA", date and clock both in `zone`."""
    if value is None:
        return NOTHING
    local = value.astimezone(ZoneInfo(zone)) if value.tzinfo is not None else value
    return f"{short_date(local)} {clock(local, zone)}"


def days_left(value: date | None, today: date) -> str:
    """Returns "12 hari lagi", "hari ini" or "terlambat 4 hari", in calendar days."""
    if value is None:
        return NOTHING
    days = (value - today).days
    if days == 0:
        return "hari ini"
    return f"{number(days)} hari lagi" if days > 0 else f"terlambat {number(-days)} hari"


def phone(value: str | None) -> str:
    """Returns "+6281234567890" as "0812-3456-7890"; what is no phone number stays unchanged."""
    if not value:
        return NOTHING
    return parse_phone(str(value)).national or str(value)


def masked(value: str | None) -> str:
    """Returns an identifier or e-mail address with only enough left to recognise it.

    Digits keep the last four ("••••••••••••0001", "••••-••••-7890"), an address keeps its first
    letter and its domain, anything else its first letter. Up to four digits are hidden whole.
    """
    if not value:
        return NOTHING
    text = str(value)
    user, at, domain = text.partition("@")
    if at:
        return f"{user[:1]}•••@{domain}"
    digits = len(re.findall(r"\d", text))
    if len(re.findall(r"[^\W\d_]", text)) >= digits:  # a name, also "Siti 2"
        return f"{text[:1]}•••"
    shown = phone(text) if text.startswith(("+62", "08")) else text
    hidden = max(len(re.findall(r"\d", shown)) - VISIBLE_TAIL, VISIBLE_TAIL)
    return re.sub(r"\w", "•", shown, count=hidden)
