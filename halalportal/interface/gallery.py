"""Sample data of the gallery page: every component in every state. All names are invented."""

import datetime
from typing import Any

from django import forms

from halalportal.interface.fields import IndonesianDateField
from halalportal.interface.statuses import PUBLIC_STATUS_TONES


class SampleForm(forms.Form):
    """One field of each kind, each with label, hint and error."""

    name = forms.CharField(
        label="Nama usaha",
        help_text="Contoh: Kripik Pisang Sinar Ende",
        error_messages={"required": "Tulis nama usaha."},
    )
    phone = forms.CharField(label="Nomor HP", help_text="Contoh: 0812-3456-7890", required=False)
    scale = forms.ChoiceField(
        label="Skala usaha",
        choices=[("micro", "Mikro"), ("small", "Kecil")],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih skala usaha."},
    )
    kinds = forms.MultipleChoiceField(
        label="Jenis produk",
        choices=[("food", "Makanan"), ("drink", "Minuman")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    regency = forms.ChoiceField(
        label="Kabupaten atau kota",
        choices=[("", "Pilih kabupaten atau kota"), ("64.03", "Berau"), ("64.71", "Balikpapan")],
        error_messages={"required": "Pilih kabupaten atau kota."},
    )
    workers = forms.IntegerField(
        label="Jumlah karyawan",
        error_messages={"invalid": "Tulis jumlah karyawan dengan angka, misalnya 3."},
    )
    opened_on = IndonesianDateField(label="Mulai usaha", help_text="Contoh: 21/11/2026")
    photo = forms.FileField(label="Foto produk", help_text="JPG, PNG, atau PDF", required=False)
    note = forms.CharField(
        label="Catatan", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    agrees = forms.BooleanField(
        label="Pemilik usaha setuju datanya dipakai untuk program ini",
        error_messages={"required": "Centang bila pemilik usaha setuju."},
    )

    def clean(self) -> dict[str, Any]:
        if self.data.get("phone") == "08123":
            self.add_error("phone", "Nomor HP kurang lengkap. Contoh: 0812-3456-7890.")
        return super().clean() or {}


class SampleFilterForm(forms.Form):
    """A form of a list: nothing in it is required, so nothing says that it may stay empty."""

    search = forms.CharField(label="Nama atau NIB", required=False)
    regency = forms.ChoiceField(
        label="Kab/kota", choices=[("", "Semua"), ("64.03", "Berau")], required=False
    )


def sample_context() -> dict[str, Any]:
    """Returns what templates/public/gallery.html shows."""
    moment = datetime.datetime(2026, 11, 21, 2, 15, tzinfo=datetime.UTC)
    return {
        "statuses": list(PUBLIC_STATUS_TONES),
        "empty_form": SampleForm(prefix="kosong"),
        "wrong_form": SampleForm({"phone": "08123", "workers": "tiga"}),
        "facts": [
            ("Nama usaha", "Sinar Ende", "#isi"),
            ("Pemilik", "Maria Contoh", "#isi"),
            ("NIB", "", "#isi"),
        ],
        "chips": [("Status", "Menunggu pemeriksaan", "#isi"), ("Kab/kota", "Berau", "#isi")],
        "steps": [
            ("Daftar", "done", "12 November 2026"),
            ("Isi data", "done", ""),
            ("Perbaikan", "current", "Batas 28 November 2026"),
            ("Data masuk ke SiHalal", "todo", ""),
            ("Sertifikat terbit", "todo", ""),
        ],
        "rows": [
            ("PGJ-2026-0412", "Sinar Ende", "Menunggu pemeriksaan", 9),
            ("PGJ-2026-0398", "Dapur Ibu Contoh", "Perlu diperbaiki", 3),
            ("PGJ-2026-0371", "Abon Rekaan", "Sertifikat terbit", 41),
        ],
        "filter_form": SampleFilterForm(prefix="saring"),
        "day": moment.date(),
        "moment": moment,
    }
