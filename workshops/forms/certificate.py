"""What officers fill in about certificates of attendance."""

import datetime
from typing import Any

from django import forms

from halalportal.interface.fields import IndonesianDateField
from halalportal.lib.numbering import PatternError, check_pattern
from workshops.certificate_paper import BatchLayout

_FIELDS = ("seq", "unit", "month", "year")
_PATTERN_HELP = "{seq:03d} nomor urut tiga angka, {unit} singkatan dinas, {month} bulan Romawi."


class ReasonForm(forms.Form):
    """Why a certificate is given or taken back by hand."""

    reason = forms.CharField(
        label="Alasan", max_length=200, error_messages={"required": "Tulis alasannya."}
    )


class SignForm(forms.Form):
    """Who signed the papers, and when."""

    signed_by_name = forms.CharField(
        label="Ditandatangani oleh",
        max_length=160,
        help_text="Nama dan jabatan seperti di naskah dinas.",
        error_messages={"required": "Tulis nama penanda tangan."},
    )
    signed_on = IndonesianDateField(label="Tanggal tanda tangan", help_text="Contoh: 21/11/2026")

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_signed_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["signed_on"]
        if day > self.today:
            raise forms.ValidationError("Tanggal ini belum tiba. Tulis hari ini atau sebelumnya.")
        return day


class PatternForm(forms.Form):
    """How the office writes its numbers."""

    pattern = forms.CharField(
        label="Pola nomor",
        max_length=60,
        help_text=_PATTERN_HELP,
        error_messages={"required": "Tulis pola nomor, misalnya {seq:03d}/{unit}/{year}."},
    )

    def clean_pattern(self) -> str:
        """A pattern with known fields only, so that it can always be filled in."""
        pattern: str = self.cleaned_data["pattern"]
        try:
            check_pattern(pattern, offered=_FIELDS, required=("seq", "year"))
        except PatternError as error:
            raise forms.ValidationError(str(error)) from error
        return pattern


class LayoutForm(forms.Form):
    """One PDF for the printer, or a file each."""

    layout = forms.ChoiceField(
        choices=[
            (BatchLayout.PRINT, "Satu PDF untuk dicetak"),
            (BatchLayout.FILES, "ZIP, satu berkas tiap orang"),
        ],
        error_messages={"required": "Pilih bentuk berkas.", "invalid_choice": "Pilih bentuk."},
    )
