"""The parts of an application."""

from collections import defaultdict
from typing import Any

from django import forms

from certification.enums import MaterialKind, UploadKind
from certification.forms.loose import LooseForm, yes_no_field
from certification.models import Application, Material
from certification.selectors.completeness import SHORTEST_PROCESS
from halalportal.lib.formats import phone
from halalportal.lib.identifiers import Identifier, read_certificate_number, read_nib, read_phone
from ikm.enums import Scale
from ikm.models import Business
from regions.models import Level, Region


def _value(found: Identifier) -> str:
    """The normal form of what was read.

    Raises:
        ValidationError: with the sentence that says what to do.
    """
    if found.problem:
        raise forms.ValidationError(found.problem)
    return found.value


class BusinessForm(LooseForm):
    """What the certificate needs of the registry's record."""

    nib = forms.CharField(
        label="NIB",
        max_length=24,
        help_text="13 angka, lihat di lembar NIB dari OSS.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    scale = forms.ChoiceField(
        label="Skala usaha",
        choices=[(Scale.MICRO, "Mikro"), (Scale.SMALL, "Kecil")],
        widget=forms.RadioSelect,
        help_text="Seperti tertulis di NIB. Usaha menengah dan besar lewat jalur reguler.",
        error_messages={"invalid_choice": "Pilih mikro atau kecil."},
    )
    address = forms.CharField(
        label="Alamat tempat produksi",
        max_length=300,
        help_text="Contoh: RT 003, Jalan Melati 5",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    village = forms.ChoiceField(label="Desa atau kelurahan", required=False)
    phone = forms.CharField(
        label="Nomor HP pemilik",
        max_length=24,
        help_text="Contoh: 0812-3456-7890",
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )

    def __init__(self, *args: Any, business: Business, **kwargs: Any) -> None:
        self.business = business
        kwargs.setdefault(
            "initial",
            {
                "nib": business.nib,
                "scale": business.scale,
                "address": business.address,
                "village": business.village_id,
                "phone": phone(business.phone) if business.phone else "",
            },
        )
        super().__init__(*args, **kwargs)
        self.fields["village"].choices = village_choices(business.regency_id)  # type: ignore[attr-defined]

    def clean_nib(self) -> str:
        nib = _value(read_nib(self.cleaned_data["nib"]))
        if nib and Business.objects.filter(nib=nib).exclude(pk=self.business.pk).exists():
            raise forms.ValidationError(
                "NIB ini sudah dipakai usaha lain. Periksa angkanya, atau tanya petugas."
            )
        return nib

    def clean_phone(self) -> str:
        return _value(read_phone(self.cleaned_data["phone"]))

    def values(self) -> dict[str, Any]:
        """What the service writes; the district follows from the village."""
        cleaned = dict(self.cleaned_data)
        code = cleaned.pop("village")
        village = Region.objects.filter(pk=code).first() if code else None
        return {**cleaned, "village": village, "district": village.parent if village else None}


def village_choices(regency_code: str) -> list[tuple[str, Any]]:
    """The villages of a kab/kota under their districts, for one plain select."""
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    villages = Region.objects.inside(regency_code).filter(level=Level.VILLAGE)
    for code, name, district in villages.values_list("code", "name", "parent__name"):
        groups[f"Kecamatan {district}"].append((code, name))
    return [("", "Pilih desa atau kelurahan"), *groups.items()]


class PeopleForm(LooseForm):
    """The owner's helper for halal matters in the business itself."""

    supervisor_name = forms.CharField(
        label="Nama penyelia halal",
        max_length=120,
        help_text="Boleh pemilik usaha sendiri.",
    )
    is_supervisor_eligible = yes_no_field(
        label="Apakah penyelia halal beragama Islam dan mengerti cara pembuatan halal?"
    )


class ProductsForm(LooseForm):
    """What the products have in common."""

    product_type = forms.CharField(
        label="Jenis produk", max_length=80, help_text="Contoh: keripik, kue basah, minuman serbuk"
    )
    brand = forms.CharField(
        label="Merek di kemasan", max_length=120, required=False, help_text="Seperti di kemasan."
    )


class ProductForm(forms.Form):
    """One product name."""

    name = forms.CharField(
        label="Nama produk",
        max_length=120,
        help_text="Tiap rasa ditulis sendiri. Contoh: Keripik Pisang Cokelat",
        error_messages={"required": "Tulis nama produk."},
    )


class MaterialForm(forms.ModelForm):  # type: ignore[type-arg]
    """One ingredient."""

    kind = forms.ChoiceField(
        label="Bagaimana kehalalan bahan ini?",
        help_text="Bila belum tahu, pendamping akan memeriksanya.",
        choices=MaterialKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih salah satu."},
    )

    class Meta:
        model = Material
        fields = ("name", "kind", "brand", "producer", "certificate_number")
        labels = {
            "name": "Apa nama bahannya?",
            "brand": "Merek bahan",
            "producer": "Pembuat bahan",
            "certificate_number": "Nomor sertifikat halal bahan",
        }
        help_texts = {
            "name": "Contoh: tepung terigu, minyak goreng",
            "brand": "Untuk bahan dalam kemasan, lihat kemasannya.",
            "certificate_number": "ID dan 17 angka di bawah logo halal.",
        }
        error_messages = {"name": {"required": "Tulis nama bahan."}}

    def clean_certificate_number(self) -> str:
        text = self.cleaned_data["certificate_number"]
        # Certificates from before BPJPH have other numbers: only what looks like one of it is read.
        return _value(read_certificate_number(text)) if text[:2].upper() == "ID" else text

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class ProcessForm(LooseForm):
    """How the product is made."""

    process = forms.CharField(
        label="Bagaimana cara membuatnya?",
        help_text="Ceritakan dari membeli bahan, mencuci, membuat, sampai mengemas.",
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    preservation_count = forms.TypedChoiceField(
        label="Berapa cara pengawetan yang dipakai?",
        help_text="Misalnya dikeringkan, dibekukan, atau diberi garam.",
        choices=[("0", "Tidak ada"), ("1", "Satu cara"), ("2", "Lebih dari satu cara")],
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
    )
    is_separate_from_haram = yes_no_field(
        label="Apakah tempat dan alat terpisah dari bahan yang tidak halal?"
    )

    def clean_process(self) -> str:
        text = str(self.cleaned_data["process"]).strip()
        if 0 < len(text) < SHORTEST_PROCESS:
            raise forms.ValidationError(
                "Ceritanya terlalu pendek. Tulis langkah dari membeli bahan sampai mengemas."
            )
        return text


class PhotoForm(forms.Form):
    """One photo; it is made small on our side."""

    kind = forms.ChoiceField(
        label="Foto apa ini?",
        choices=UploadKind.choices,
        initial=UploadKind.PRODUCT,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih foto apa ini."},
    )
    file = forms.FileField(
        label="Pilih foto",
        help_text="JPG, PNG, atau WebP di bawah 10 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={
            "required": "Pilih satu foto dulu.",
            "empty": "Berkas ini kosong. Pilih foto lain.",
            "invalid": "Pilih satu foto dulu.",
        },
    )


def answers_initial(application: Application, form: type[LooseForm]) -> dict[str, Any]:
    """What was answered before, for a form whose fields are fields of the application."""
    return {name: getattr(application, name) for name in form.base_fields}
