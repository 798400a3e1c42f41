"""Days as people and spreadsheets write them."""

import re
from datetime import date, datetime, timedelta

from halalportal.lib.formats import MONTHS, SHORT_MONTHS
from halalportal.lib.texts import cell_text

_EXCEL_EPOCH = date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)  # days since the epoch: 1954 to 2119
_NUMERIC = re.compile(r"^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$")
_IN_WORDS = re.compile(r"^(\d{1,2})[ \-/]([a-z]+)[ \-/](\d{4})$")
_ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})")
_MONTHS = {
    name.lower(): number
    for names in (MONTHS, SHORT_MONTHS)
    for number, name in enumerate(names, start=1)
}


def read_date(cell: object) -> date | None:
    """A day written as a date, as Excel's serial number, 21/11/2026, or 21 November 2026."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = "" if cell is None else cell_text(cell).lower()
    if text.isdigit() and int(text) in _SERIALS:
        return _EXCEL_EPOCH + timedelta(days=int(text))
    return _day_in(text)


def _day_in(text: str) -> date | None:
    if match := _ISO.match(text):
        parts = match.groups()
    elif match := _NUMERIC.match(text):
        parts = match.groups()[::-1]
    elif (match := _IN_WORDS.match(text)) and match[2] in _MONTHS:
        parts = (match[3], str(_MONTHS[match[2]]), match[1])
    else:
        return None
    try:
        return date(*map(int, parts))
    except ValueError:
        return None
