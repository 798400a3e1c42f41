"""The decision on a flagged name, and entries of the dictionary of materials."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from certification.enums import MaterialClass, NameOpinion
from certification.models import MaterialEntry
from halalportal.interface.fields import IndonesianDateField
from halalportal.lib.texts import fold

# What an entry may be; "unknown" is what has none, "certified" what a single brand is.
_CLASSES = [
    choice
    for choice in MaterialClass.choices
    if choice[0] not in (MaterialClass.UNKNOWN, MaterialClass.CERTIFIED)
]


class NameReviewForm(forms.Form):
    """May the name stand on the certificate?"""

    opinion = forms.ChoiceField(
        label="Apa keputusan Anda?",
        choices=[
            (NameOpinion.ALLOWED, NameOpinion.ALLOWED.label),
            (NameOpinion.RENAME, NameOpinion.RENAME.label),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih salah satu."},
    )
    note = forms.CharField(
        label="Alasan",
        max_length=300,
        required=False,
        help_text="Dibaca pemilik usaha. Wajib bila nama harus diganti.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("opinion") == NameOpinion.RENAME and not cleaned.get("note", "").strip():
            self.add_error("note", "Tulis mengapa nama ini harus diganti.")
        return cleaned


class SearchForm(forms.Form):
    """Part of a name, and a class."""

    cari = forms.CharField(label="Cari bahan", required=False, max_length=80)
    kelas = forms.ChoiceField(
        label="Golongan", required=False, choices=[("", "Semua golongan"), *_CLASSES]
    )


class MaterialEntryForm(forms.ModelForm):  # type: ignore[type-arg]
    """One word of the dictionary with its class and its source."""

    material_class = forms.ChoiceField(label="Golongan", choices=_CLASSES)
    synonyms = forms.CharField(
        label="Nama lain",
        required=False,
        max_length=400,
        help_text="Pisahkan dengan koma. Contoh: soda kue, baking soda",
    )
    valid_from = IndonesianDateField(
        label="Berlaku sejak", error_messages={"required": "Tulis tanggalnya."}
    )

    class Meta:
        model = MaterialEntry
        fields = (
            *("name", "synonyms", "material_class", "is_slaughtered"),
            *("note", "valid_from", "source"),
        )
        labels = {
            "name": "Nama bahan",
            "is_slaughtered": "Berasal dari hewan sembelihan",
            "note": "Keterangan untuk pendamping",
            "source": "Dasar",
        }
        help_texts = {"source": "Contoh: KMA 1360/2021 atau nomor surat."}
        error_messages = {
            NON_FIELD_ERRORS: {"unique_together": "Bahan ini sudah ada sejak tanggal yang sama."},
            "name": {"required": "Tulis nama bahan."},
            "source": {"required": "Tulis dasar atau sumbernya."},
        }

    def clean_name(self) -> str:
        name = fold(self.cleaned_data["name"])
        if not name:
            raise ValidationError("Tulis nama bahan dengan huruf.")
        return name

    def clean_synonyms(self) -> list[str]:
        return [word for word in map(fold, self.cleaned_data["synonyms"].split(",")) if word]


class EndEntryForm(forms.Form):
    """The last day of an entry."""

    last_day = IndonesianDateField(
        label="Berlaku sampai", error_messages={"required": "Tulis tanggal terakhirnya."}
    )

    def __init__(self, *args: Any, since: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.since = since

    def clean_last_day(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["last_day"]
        if day < self.since:
            raise ValidationError("Tanggal terakhir tidak bisa sebelum entri berlaku.")
        return day
