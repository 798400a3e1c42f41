"""What a coordinator fills in about a companion, and how the list is sorted and narrowed."""

import datetime
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django import forms

from accounts.models import CompanionProfile, Organisation, User
from accounts.services.companions import ProfileDetails
from certification.selectors.companion_load import ORDERS, companions_seen_by
from halalportal.interface.fields import IndonesianDateField
from halalportal.lib.identifiers import read_phone
from halalportal.lib.phones import whatsapp_digits
from halalportal.lib.texts import readable
from regions.models import Level, Region

# No published rule gives the shape of a registration number: letters, digits and separators.
_REGISTRATION = re.compile(r"[0-9A-Z][0-9A-Z./-]{3,38}[0-9A-Z]")
_CAPACITY = "Tulis kapasitas dengan angka 1 sampai 200, misalnya 20."


class CompanionForm(forms.Form):
    """Registration, training and capacity of a companion."""

    registration_number = forms.CharField(
        label="Nomor registrasi pendamping",
        max_length=40,
        required=False,
        help_text="Seperti di kartu atau surat BPJPH",
    )
    trained_on = IndonesianDateField(label="Tanggal pelatihan", required=False)
    trained_until = IndonesianDateField(
        label="Pelatihan berlaku sampai",
        required=False,
        help_text="Setelah tanggal ini pendamping tidak diusulkan untuk kasus baru.",
    )
    capacity = forms.IntegerField(
        label="Kapasitas",
        min_value=1,
        max_value=200,
        initial=20,
        help_text="Paling banyak berapa usaha didampingi pada saat yang sama.",
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), _CAPACITY),
    )

    def clean_registration_number(self) -> str:
        number = re.sub(r"\s+", "", self.cleaned_data["registration_number"]).upper()
        if number and not _REGISTRATION.fullmatch(number):
            raise forms.ValidationError(
                "Nomor registrasi berisi 5 sampai 40 huruf, angka, titik, garis miring, atau "
                "tanda hubung. Lihat kartu pendamping."
            )
        return number

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        start, end = data.get("trained_on"), data.get("trained_until")
        if start and end and end < start:
            self.add_error("trained_until", "Pilih tanggal sesudah tanggal pelatihan.")
        return data

    def details(self) -> ProfileDetails:
        return ProfileDetails(
            registration_number=self.cleaned_data["registration_number"],
            trained_on=self.cleaned_data["trained_on"],
            trained_until=self.cleaned_data["trained_until"],
            capacity=self.cleaned_data["capacity"],
        )


class NewCompanionForm(CompanionForm):
    """The person first, then the profile."""

    name = forms.CharField(
        label="Nama pendamping",
        max_length=120,
        error_messages={"required": "Tulis nama pendamping."},
    )
    phone = forms.CharField(
        label="Nomor HP",
        help_text="Contoh: 0812-3456-7890",
        error_messages={"required": "Tulis nomor HP pendamping."},
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    field_order = ["name", "phone"]

    def clean_name(self) -> str:
        return readable(self.cleaned_data["name"])

    def clean_phone(self) -> str:
        found = read_phone(self.cleaned_data["phone"])
        if found.problem:
            raise forms.ValidationError(found.problem, code=found.fault)
        if not whatsapp_digits(found.value):
            raise forms.ValidationError("Tulis nomor HP, bukan telepon rumah.", code="landline")
        return found.value


class RegencyForm(forms.Form):
    """Which kab/kota's kecamatan to show."""

    kabupaten = forms.ModelChoiceField(
        label="Kabupaten/kota", queryset=Region.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kabupaten"]
        field.queryset = Region.objects.regencies().filter(
            parent_id=organisation.region.province_code
        )
        field.widget.attrs["class"] = "form-select"

    def regency(self, profile: CompanionProfile) -> Region | None:
        """The chosen kab/kota, else the one where the companion serves, else the first."""
        if self.is_valid():
            chosen: Region = self.cleaned_data["kabupaten"]
            return chosen
        field: Any = self.fields["kabupaten"]
        served = profile.districts.order_by("code").first()
        here = field.queryset.filter(pk=served.regency_code) if served else field.queryset
        first: Region | None = here.first() or field.queryset.first()
        return first


class DistrictsForm(forms.Form):
    """The kecamatan of one kab/kota that the companion serves."""

    districts = forms.ModelMultipleChoiceField(
        label="Kecamatan",
        queryset=Region.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Pilih kecamatan dari kabupaten/kota ini."},
    )

    def __init__(
        self, *args: Any, regency: Region, served: Iterable[Region], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial["districts"] = list(served)
        field: Any = self.fields["districts"]
        field.queryset = Region.objects.inside(regency.pk).filter(level=Level.DISTRICT)


class LeaveForm(forms.Form):
    """The last day of a companion."""

    left_on = IndonesianDateField(
        label="Hari terakhir", error_messages={"required": "Tulis hari terakhir."}
    )

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["left_on"] = self.today = today

    def clean_left_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["left_on"]
        if day > self.today:
            raise forms.ValidationError("Pilih hari ini atau sebelumnya.", code="future")
        return day


class CompanionFilterForm(forms.Form):
    """Sorting and narrowing in the address; what makes no sense is left out."""

    urut = forms.ChoiceField(
        label="Urutkan",
        choices=[(key, label) for key, (label, _) in ORDERS.items()],
        required=False,
    )
    lp3h = forms.ModelChoiceField(
        label="LP3H", queryset=Organisation.objects.none(), required=False, empty_label="Semua"
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = companions_seen_by(user).active()
        organisations: Any = self.fields["lp3h"]
        organisations.queryset = Organisation.objects.filter(pk__in=seen.values("organisation_id"))
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"
        self.is_valid()

    @property
    def order(self) -> str:
        return self.cleaned_data.get("urut") or "nama"

    @property
    def organisation(self) -> Organisation | None:
        return self.cleaned_data.get("lp3h")

    @property
    def query(self) -> str:
        """The filters as they stand in the address, for the links to other pages."""
        organisation = self.organisation
        return urlencode({"urut": self.order} | ({"lp3h": organisation.pk} if organisation else {}))
