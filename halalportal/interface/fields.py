"""Form fields that read what Indonesians write."""

import re
from datetime import date
from typing import Any, ClassVar

from django import forms

from halalportal.lib.formats import MONTHS, SHORT_MONTHS

# Spellings seen in office lists, besides the full and the three-letter names.
OTHER_SPELLINGS = {
    "pebruari": 2,
    "agt": 8,
    "ags": 8,
    "agust": 8,
    "sept": 9,
    "nop": 11,
    "nopember": 11,
}
MONTH_NUMBERS = (
    {name.lower(): number for number, name in enumerate(MONTHS, start=1)}
    | {name.lower(): number for number, name in enumerate(SHORT_MONTHS, start=1)}
    | OTHER_SPELLINGS
)
WRITTEN_DATE = re.compile(r"^\s*(\d{1,2})[\s-]+([A-Za-z]+)\.?[\s-]+(\d{4})\s*$")


class IndonesianDateField(forms.DateField):
    """Reads 21/11/2026, 21-11-2026, 21 Nov 2026 and 21 November 2026, and shows the first form."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": "Tulis tanggal seperti 21/11/2026.",
        "invalid": "Tulis tanggal seperti 21/11/2026.",
    }
    widget = forms.DateInput(
        format="%d/%m/%Y", attrs={"autocomplete": "off", "class": "input-short"}
    )

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, str) and (match := WRITTEN_DATE.match(value)):
            month = MONTH_NUMBERS.get(match[2].lower())
            value = f"{match[1]}/{month}/{match[3]}" if month else value
        return super().to_python(value)
