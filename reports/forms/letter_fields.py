"""A box for each placeholder of a letter, and the text that comes out of it."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from halalportal.interface.fields import IndonesianDateField
from halalportal.lib.formats import long_date, rupiah_in_full
from reports.letter_kinds.parts import Answer, Kind, Placeholder

PREFIX = "isi_"
_MOST_MONEY = 999_999_999_999
_LONGEST = {Answer.TEXT: 200, Answer.LONG: 1_000}


def box_of(code: str) -> str:
    """The name of the box of a placeholder."""
    return f"{PREFIX}{code}"


def fields_for(kind: Kind, codes: Iterable[str]) -> dict[str, forms.Field]:
    """A box for each of these placeholders by its name."""
    return {box_of(code): _field(kind.placeholder(code)) for code in codes}


def texts_from(codes: Iterable[str], cleaned: Mapping[str, Any]) -> dict[str, str]:
    """What was filled in, by placeholder, as it stands in the letter."""
    return {code: _text(cleaned[box_of(code)]) for code in codes}


def _field(asked: Placeholder) -> forms.Field:
    errors = {"required": f"Isi {asked.label.lower()}."}
    match asked.answer:
        case Answer.DAY:
            return IndonesianDateField(label=asked.label)
        case Answer.AMOUNT:
            return forms.IntegerField(
                label=asked.label,
                min_value=1,
                max_value=_MOST_MONEY,
                help_text="Angka saja. Terbilangnya ditulis otomatis.",
                error_messages=errors | {"invalid": "Tulis angka saja, misalnya 150000."},
            )
        case _:
            is_long = asked.answer == Answer.LONG
            return forms.CharField(
                label=asked.label,
                max_length=_LONGEST[asked.answer],
                help_text=f"Contoh: {asked.example}",
                widget=forms.Textarea(attrs={"rows": 2}) if is_long else forms.TextInput(),
                error_messages=errors,
            )


def _text(value: str | int | datetime.date) -> str:
    if isinstance(value, datetime.date):
        return long_date(value)
    return rupiah_in_full(value) if isinstance(value, int) else value
