"""Handouts and photos of an event, as an officer sends them."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict

from halalportal.lib.uploads import ACCEPT

MOST_AT_ONCE = 12
_PHOTOS = ACCEPT.removesuffix(",application/pdf")


class HandoutForm(forms.Form):
    """A file or a link: one of the two."""

    use_required_attribute = False

    title = forms.CharField(
        label="Judul materi",
        max_length=160,
        help_text="Contoh: Alur sertifikasi halal",
        error_messages={"required": "Tulis judul materi."},
    )
    file = forms.FileField(
        label="Berkas PDF atau foto",
        required=False,
        help_text="PDF, JPG, PNG, atau HEIC di bawah 10 MB.",
        widget=forms.FileInput(attrs={"accept": ACCEPT, "data-kecil": True}),
        error_messages={
            "empty": "Berkas ini kosong. Pilih berkas lain.",
            "invalid": "Pilih satu berkas PDF atau foto.",
            "max_length": "Nama berkas terlalu panjang. Ganti namanya, lalu kirim lagi.",
        },
    )
    link = forms.URLField(
        label="Atau tautan",
        required=False,
        max_length=200,
        assume_scheme="https",
        help_text="Contoh: https://contoh.id/materi-halal",
        error_messages={"invalid": "Tulis tautan lengkap, diawali https://."},
    )

    def clean_link(self) -> str:
        link: str = self.cleaned_data["link"]
        if link and not link.startswith("https://"):
            raise forms.ValidationError("Tautan harus diawali https://. Periksa lagi tautannya.")
        return link

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if {"file", "link"} & self.errors.keys():
            return data
        if data.get("file") and data.get("link"):
            self.add_error("link", "Pilih satu: berkas, atau tautan. Yang lain dikosongkan.")
        elif not (data.get("file") or data.get("link")):
            self.add_error("file", "Pilih berkas, atau tulis tautan di bawahnya.")
        return data


class SeveralFilesInput(forms.FileInput):
    """Gives all files of the field, not the last one alone."""

    allow_multiple_selected = True

    def value_from_datadict(
        self, data: Any, files: "MultiValueDict[str, UploadedFile[Any]]", name: str
    ) -> "list[UploadedFile[Any]]":
        return files.getlist(name)


class PhotosField(forms.FileField):
    """Several files in one field."""

    widget = SeveralFilesInput(attrs={"accept": _PHOTOS, "data-kecil": True})

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        if not data:
            raise forms.ValidationError("Pilih satu atau beberapa foto dulu.")
        if len(data) > MOST_AT_ONCE:
            raise forms.ValidationError(
                f"Anda memilih {len(data)} foto. Pilih paling banyak {MOST_AT_ONCE} sekali kirim."
            )
        return list(data)


class PhotosForm(forms.Form):
    """Photos of the event, several at once."""

    use_required_attribute = False

    photos = PhotosField(
        label="Foto kegiatan",
        help_text=f"Boleh beberapa sekaligus, paling banyak {MOST_AT_ONCE}. JPG, PNG, atau HEIC.",
    )


class CaptionForm(forms.Form):
    """What a photo shows."""

    caption = forms.CharField(
        max_length=160,
        required=False,
        error_messages={"max_length": "Keterangan foto paling panjang 160 huruf."},
    )
