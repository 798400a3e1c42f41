"""Sending a list of another programme."""

from typing import Any

from django import forms
from django.utils import timezone

from ikm.enums import ListKind
from ikm.forms.imports import UploadForm
from ikm.services.elsewhere.lists import ListFacts

_FIRST_YEAR = 2014  # the law on halal products


class OtherListForm(UploadForm):
    """The file, and what the list is."""

    name = forms.CharField(
        label="Nama daftar",
        max_length=160,
        help_text="Misalnya: Penerima SEHATI 2025 Kutai Timur",
        error_messages={"required": "Tulis nama daftar."},
    )
    source = forms.CharField(
        label="Dikirim oleh",
        max_length=120,
        help_text="Misalnya: BPJPH, Kemenperin, Dinas Koperasi",
        error_messages={"required": "Tulis siapa yang mengirim daftar ini."},
    )
    kind = forms.ChoiceField(
        label="Isi daftar",
        choices=ListKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih isi daftar.", "invalid_choice": "Pilih isi daftar."},
    )
    year = forms.IntegerField(
        label="Tahun program",
        required=False,
        min_value=_FIRST_YEAR,
        error_messages={
            "invalid": "Tulis tahun dengan angka, misalnya 2025.",
            "min_value": "Tulis tahun mulai 2014.",
            "max_value": "Tahun program belum tiba. Periksa angkanya.",
        },
    )
    field_order = ("name", "source", "kind", "year", "region", "file")

    def clean_year(self) -> int | None:
        year: int | None = self.cleaned_data["year"]
        if year and year > timezone.localdate().year + 1:
            raise forms.ValidationError("Tahun program belum tiba. Periksa angkanya.")
        return year

    def facts(self) -> ListFacts:
        """The answers without the file."""
        names = ("name", "source", "kind", "region", "year")
        answers: dict[str, Any] = {name: self.cleaned_data[name] for name in names}
        return ListFacts(**answers)
