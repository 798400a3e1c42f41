"""The pages of the parts about the business and its people."""

from collections import defaultdict
from typing import Any

from django import forms

from certification.forms.loose import RegistryForm, StepForm, read, yes_no_field
from certification.models import Application
from halalportal.lib.formats import number, phone
from halalportal.lib.identifiers import read_nib, read_phone
from ikm.enums import Scale
from ikm.forms.fields import RupiahField
from ikm.models import Business
from regions.models import Level, Region


class NibForm(RegistryForm):
    """The business's number and size as OSS has them."""

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

    def clean_nib(self) -> str:
        nib = read(read_nib(self.cleaned_data["nib"]))
        others = Business.objects.exclude(pk=self.application.business_id)
        if nib and others.filter(nib=nib).exists():
            raise forms.ValidationError(
                "NIB ini sudah dipakai usaha lain. Periksa angkanya, atau tanya petugas."
            )
        return nib


class AddressForm(RegistryForm):
    """Where the products are made, and how to reach the owner."""

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

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, application=application, **kwargs)
        self.fields["village"].choices = village_choices(application.business.regency_id)  # type: ignore[attr-defined]

    @classmethod
    def answers(cls, application: Application) -> dict[str, Any]:
        business = application.business
        return {
            "address": business.address,
            "village": business.village_id or "",
            "phone": phone(business.phone) if business.phone else "",
        }

    def clean_phone(self) -> str:
        return read(read_phone(self.cleaned_data["phone"]))

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


class PlacesForm(StepForm):
    """How many places there are (Kepkaban 146/2025 II.A: at most one each)."""

    facility_count = forms.TypedChoiceField(
        label="Berapa tempat produksi Anda?",
        choices=[("1", "Satu tempat"), ("2", "Lebih dari satu")],
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
    )
    outlet_count = forms.TypedChoiceField(
        label="Berapa tempat jualan milik sendiri?",
        help_text="Titip di toko orang dan jualan online tidak dihitung.",
        choices=[("0", "Tidak ada"), ("1", "Satu tempat"), ("2", "Lebih dari satu")],
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
    )
    sales = RupiahField(
        label="Penjualan setahun",
        help_text="Perkiraan saja, contoh: 120.000.000. Belum tahu? Pendamping membantu.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    @classmethod
    def answers(cls, application: Application) -> dict[str, Any]:
        sales = application.business.finances.sales
        return {
            "facility_count": application.facility_count,
            "outlet_count": application.outlet_count,
            "sales": "" if sales is None else number(sales),
        }


class PeopleForm(StepForm):
    """The owner's helper for halal matters in the business itself."""

    supervisor_name = forms.CharField(
        label="Nama penyelia halal",
        max_length=120,
        help_text="Boleh pemilik usaha sendiri.",
    )
    is_supervisor_eligible = yes_no_field(
        label="Apakah penyelia halal beragama Islam dan mengerti cara pembuatan halal?"
    )
