"""What goes to SiHalal and comes back: the letter, and the registration number."""

import datetime
from typing import Any

from django import forms

from halalportal.interface.fields import IndonesianDateField
from halalportal.lib.identifiers import read_sihalal_number


class SihalalForm(forms.Form):
    """The registration number that SiHalal gave."""

    number = forms.CharField(
        label="Nomor daftar dari SiHalal",
        max_length=60,  # pasted with spaces around and inside
        help_text="Contoh: SH2026-1-825659",
        error_messages={
            "required": "Tulis nomor daftar dari SiHalal.",
            "max_length": "Nomor daftar SiHalal ditulis seperti SH2025-1-825659.",
        },
    )

    def clean_number(self) -> str:
        found = read_sihalal_number(self.cleaned_data["number"])
        if found.problem:
            raise forms.ValidationError(found.problem)
        return found.value


class LetterForm(forms.Form):
    """Number and date of the letter of application."""

    letter_number = forms.CharField(
        label="Nomor surat permohonan",
        max_length=60,
        help_text="Nomor ini usul dari portal. Boleh diganti.",
        error_messages={"required": "Tulis nomor surat permohonan."},
    )
    letter_on = IndonesianDateField(label="Tanggal surat", help_text="Contoh: 21/11/2026")

    def __init__(self, *args: Any, day: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day = day

    def clean_letter_on(self) -> datetime.date:
        letter_on: datetime.date = self.cleaned_data["letter_on"]
        if letter_on > self.day:
            raise forms.ValidationError("Tanggal surat belum tiba. Tulis tanggal di surat.")
        return letter_on
