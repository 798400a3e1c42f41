"""The short pages of one material: its name, how it is halal, its certificate."""

from typing import Any

from django import forms

from certification.enums import MaterialKind, MaterialRole
from certification.forms.loose import LooseForm, read
from certification.models import Material
from halalportal.interface.fields import IndonesianDateField
from halalportal.lib.identifiers import read_certificate_number


class MaterialForm(LooseForm):
    """One page about a material; its fields are fields of the material."""

    @classmethod
    def answers(cls, material: Material) -> dict[str, Any]:
        """What was answered before, by field."""
        return {name: getattr(material, name) for name in cls.base_fields}


class MaterialNameForm(forms.Form):
    """What it is and what it is for. Without a name there is nothing to keep."""

    name = forms.CharField(
        label="Apa nama bahannya?",
        max_length=120,
        help_text="Contoh: tepung terigu, minyak goreng",
        widget=forms.TextInput(attrs={"list": "nama-bahan", "autocomplete": "off"}),
        error_messages={"required": "Tulis nama bahan."},
    )
    role = forms.ChoiceField(
        label="Untuk apa?",
        choices=MaterialRole.choices,
        initial=MaterialRole.INGREDIENT,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih salah satu."},
    )

    @classmethod
    def answers(cls, material: Material) -> dict[str, Any]:
        """What was answered before, by field."""
        return {"name": material.name, "role": material.role}


class MaterialKindForm(MaterialForm):
    """Why the material is halal."""

    kind = forms.ChoiceField(
        label="Bagaimana kehalalan bahan ini?",
        help_text="Bila belum tahu, pendamping akan memeriksanya.",
        choices=MaterialKind.choices,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Pilih salah satu."},
    )

    def clean_kind(self) -> str:
        return str(self.cleaned_data["kind"] or MaterialKind.UNKNOWN)


class MaterialProofForm(MaterialForm):
    """What stands on the packaging."""

    brand = forms.CharField(
        label="Merek bahan", max_length=120, required=False, help_text="Lihat di kemasannya."
    )
    producer = forms.CharField(label="Pembuat bahan", max_length=120, required=False)
    certificate_number = forms.CharField(
        label="Nomor sertifikat halal bahan",
        max_length=40,
        required=False,
        help_text="ID dan 17 angka di bawah logo halal.",
    )

    def clean_certificate_number(self) -> str:
        text = str(self.cleaned_data["certificate_number"]).strip()
        # Certificates from before BPJPH have other numbers: only what looks like one of it is read.
        return read(read_certificate_number(text)) if text[:2].upper() == "ID" else text


class MaterialUntilForm(MaterialForm):
    """Old certificates and those from abroad end; asked only for those."""

    certificate_until = IndonesianDateField(
        label="Berlaku sampai tanggal berapa?",
        required=False,
        help_text="Sertifikat lama dan dari luar negeri punya tanggal akhir.",
    )


MATERIAL_FORMS: dict[str, type[MaterialForm | MaterialNameForm]] = {
    "nama": MaterialNameForm,
    "kehalalan": MaterialKindForm,
    "sertifikat": MaterialProofForm,
    "masa": MaterialUntilForm,
}
