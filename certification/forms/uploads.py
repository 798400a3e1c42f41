"""One file of an application."""

from typing import Any

from django import forms

from certification.enums import UploadKind
from certification.models import Application
from certification.upload_rules import OWNER_KINDS
from halalportal.lib.uploads import ACCEPT

_FILE_ERRORS = {
    "empty": "Berkas ini kosong. Pilih berkas lain.",
    "invalid": "Pilih satu foto atau PDF dulu.",
    "max_length": "Nama berkas terlalu panjang. Ganti namanya, lalu kirim lagi.",
}


class UploadForm(forms.Form):
    """A photo from the camera, or a file that is there already: one of the two."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label="Foto atau berkas apa ini?",
        choices=[(kind.value, kind.label) for kind in OWNER_KINDS],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih foto atau berkas apa ini."},
    )
    material = forms.ModelChoiceField(  # type: ignore[var-annotated]
        label="Untuk bahan apa?",
        queryset=None,
        required=False,
        empty_label="Pilih bila ini sertifikat atau kemasan bahan",
        error_messages={"invalid_choice": "Bahan ini sudah dihapus. Pilih bahan lain."},
    )
    camera = forms.FileField(
        label="Ambil foto dengan kamera",
        widget=forms.FileInput(
            attrs={"accept": "image/*", "capture": "environment", "data-kecil": True}
        ),
        error_messages=_FILE_ERRORS,
    )
    file = forms.FileField(
        label="Atau pilih foto atau PDF yang sudah ada",
        help_text="JPG, PNG, WebP, HEIC, atau PDF di bawah 10 MB.",
        widget=forms.FileInput(attrs={"accept": ACCEPT, "data-kecil": True}),
        error_messages=_FILE_ERRORS,
    )

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["material"].queryset = application.materials.all()  # type: ignore[attr-defined]
        if not application.materials.all():
            del self.fields["material"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("camera", "file"):
            if self.has_error(name, "required"):
                del self.errors[name]
        cleaned["sent"] = cleaned.get("camera") or cleaned.get("file")
        if not cleaned["sent"] and not self.errors:
            self.add_error("file", "Pilih satu foto atau PDF dulu.")
        if cleaned.get("kind") != UploadKind.MATERIAL:
            cleaned["material"] = None
        return cleaned
