"""Sending a file, and saying which column is what."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from accounts.models import User
from halalportal.lib.spreadsheets import MAX_BYTES, SpreadsheetError, kind_of
from ikm.models import ImportBatch
from ikm.services.imports.columns import LABELS
from regions.models import Region


class UploadForm(forms.Form):
    """A file and, for a province, the region its rows belong to."""

    file = forms.FileField(
        label="Berkas Excel atau CSV",
        help_text="Paling besar 10 MB. Kolom boleh berurutan apa saja.",
        error_messages={
            "required": "Pilih berkas Excel atau CSV.",
            "empty": "Berkas kosong. Pilih berkas yang berisi daftar usaha.",
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
    )
    region = forms.ModelChoiceField(
        queryset=Region.objects.none(),
        label="Wilayah",
        help_text="Baris di luar wilayah ini ditolak.",
        empty_label=None,
        error_messages={"invalid_choice": "Pilih wilayah Anda.", "required": "Pilih wilayah."},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = user.scope.region_code
        field: Any = self.fields["region"]
        field.queryset = Region.objects.inside(code).filter(level__lte=2)
        field.initial = code
        if len(code) == 5:
            field.widget = forms.HiddenInput()

    def clean_file(self) -> "UploadedFile[Any]":
        """Refuses what is no table or too much before it is kept."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError("Berkas lebih dari 10 MB. Bagi menjadi beberapa berkas.")
        try:
            kind_of(file.read())
        except SpreadsheetError as error:
            raise forms.ValidationError(str(error)) from error
        file.seek(0)
        return file


class ColumnForm(forms.Form):
    """One choice for each field: the column of the file that holds it."""

    def __init__(self, *args: Any, batch: ImportBatch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Tidak ada di berkas"), *((h, h) for h in batch.headings)]
        for name, label in LABELS.items():
            self.fields[name] = forms.ChoiceField(
                label=label,
                choices=choices,
                required=False,
                initial=batch.columns.get(name, ""),
                error_messages={"invalid_choice": "Pilih kolom yang ada di berkas."},
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        chosen = {name: heading for name, heading in data.items() if heading}
        if not {"name", "owner_name"} & chosen.keys():
            raise forms.ValidationError("Pilih kolom nama usaha atau nama pemilik.")
        if len(set(chosen.values())) < len(chosen):
            raise forms.ValidationError("Satu kolom hanya untuk satu isian. Periksa pilihan Anda.")
        return chosen
