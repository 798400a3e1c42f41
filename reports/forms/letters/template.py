"""The words of an office's own template."""

from typing import Any, ClassVar

from django import forms

from halalportal.interface.fields import IndonesianDateField
from reports.models import LetterTemplate


class TemplateForm(forms.ModelForm):  # type: ignore[type-arg]
    """Name, subject and body; which {placeholders} they may have the service knows."""

    valid_from = IndonesianDateField(label="Berlaku sejak")
    valid_to = IndonesianDateField(label="Sampai", required=False)

    class Meta:
        model = LetterTemplate
        fields = (
            "name",
            "classification",
            "nature",
            "subject",
            "body",
            "copies",
            "attachment",
            "valid_from",
            "valid_to",
            "is_active",
        )
        labels: ClassVar[dict[str, str]] = {
            "name": "Nama templat",
            "classification": "Kode klasifikasi",
            "nature": "Sifat",
            "subject": "Hal",
            "body": "Isi surat",
            "copies": "Tembusan",
            "attachment": "Lampiran",
            "is_active": "Templat ini dipakai",
        }
        help_texts: ClassVar[dict[str, str]] = {
            "classification": "Contoh: 500.9.1, dari Permendagri 83/2022",
            "body": (
                "Pisahkan paragraf dengan baris kosong. Baris berawalan “1. ” atau “- ” menjadi "
                "daftar, baris seperti “Hari : Rabu” menjadi pasangan rata."
            ),
            "copies": "Satu penerima tiap baris.",
            "attachment": "Contoh: 1 (satu) berkas",
        }
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "body": forms.Textarea(attrs={"rows": 16}),
            "copies": forms.Textarea(attrs={"rows": 3}),
        }
        error_messages: ClassVar[dict[str, dict[str, str]]] = {
            "name": {"required": "Tulis nama templat."},
            "classification": {"required": "Tulis kode klasifikasi."},
            "subject": {"required": "Tulis hal surat."},
            "body": {"required": "Tulis isi surat."},
        }

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        begin, end = data.get("valid_from"), data.get("valid_to")
        if begin and end and end < begin:
            self.add_error("valid_to", "Tanggal akhir harus sesudah tanggal awal.")
        return data
