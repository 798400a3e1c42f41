"""Numbering, signing and withdrawing a letter."""

from typing import Any

from django import forms

from halalportal.interface.fields import IndonesianDateField
from halalportal.lib.uploads import ACCEPT


class NumberForm(forms.Form):
    """The date on the letter, and the number where the office has a register of its own."""

    written_on = IndonesianDateField(
        label="Tanggal surat", help_text="Tahunnya menentukan urutan nomor."
    )
    register_number = forms.CharField(
        label="Nomor dari buku agenda",
        max_length=120,
        help_text="Contoh: 500.9.1/012/DISPERIN/2026",
        error_messages={"required": "Tulis nomor dari buku agenda."},
    )

    def __init__(self, *args: Any, has_register: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_register:
            del self.fields["register_number"]


class SignForm(forms.Form):
    """The file that was signed outside of the portal."""

    upload = forms.FileField(
        label="Surat yang sudah ditandatangani",
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
        help_text="Pindaian atau foto, atau PDF dari aplikasi tanda tangan elektronik.",
        error_messages={
            "required": "Pilih berkas surat yang sudah ditandatangani.",
            "empty": "Berkas ini kosong. Pilih berkas lain.",
        },
    )
    signed_by_name = forms.CharField(
        label="Ditandatangani oleh",
        max_length=160,
        error_messages={"required": "Tulis nama penanda tangan."},
    )
    signed_on = IndonesianDateField(label="Tanggal tanda tangan", help_text="Contoh: 21/11/2026")
    is_confirmed = forms.BooleanField(
        label="Nomor tidak ada di PDF, tetapi berkas ini memang surat ini", required=False
    )


class WithdrawForm(forms.Form):
    """Why a letter is taken back."""

    reason = forms.CharField(
        label="Alasan", max_length=200, error_messages={"required": "Tulis alasannya."}
    )
