"""The letter that asks for candidates, and naming businesses from the registry."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from certification.forms.programmes import COUNT_ERRORS
from certification.models import Programme
from certification.services.nominations import CallDetails
from halalportal.interface.fields import IndonesianDateField
from regions.models import Region

_MOST_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class CallLine:
    """One kab/kota of the form."""

    region: Region
    places: BoundField


class CallForm(forms.Form):
    """A call with the candidates wanted of every kab/kota in one table."""

    name = forms.CharField(
        label="Nama permintaan",
        max_length=120,
        help_text="Contoh: Permintaan Usulan IKM Sertifikasi Halal 2026",
        error_messages={"required": "Tulis nama permintaan."},
    )
    letter_number = forms.CharField(label="Nomor surat", max_length=80, required=False)
    due_on = IndonesianDateField(label="Tenggat usulan", help_text="Contoh: 31/3/2026")
    text = forms.CharField(
        label="Isi permintaan",
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Contoh: usulkan usaha makanan yang sudah punya NIB.",
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regions = Region.objects.regencies().filter(parent_id=programme.region_id)
        self.regions = list(regions.order_by("name"))
        for region in self.regions:
            self.fields[f"places_{region.pk}"] = forms.IntegerField(
                label=f"Usulan dari {region.name}",
                min_value=0,
                max_value=100_000,
                required=False,
                error_messages=COUNT_ERRORS,
                widget=forms.NumberInput(attrs={"class": "form-control", "inputmode": "numeric"}),
            )

    @property
    def letter_fields(self) -> list[BoundField]:
        return [self[name] for name in self.base_fields]

    @property
    def lines(self) -> list[CallLine]:
        return [CallLine(region, self[f"places_{region.pk}"]) for region in self.regions]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(self.places().values()):
            raise forms.ValidationError("Tulis jumlah usulan untuk paling sedikit satu kab/kota.")
        return cleaned

    def details(self) -> CallDetails:
        return CallDetails(**{name: self.cleaned_data[name] for name in self.base_fields})

    def places(self) -> Mapping[Region, int]:
        return {r: self.cleaned_data.get(f"places_{r.pk}") or 0 for r in self.regions}


class NominateForm(forms.Form):
    """The ticked businesses and one note for all of them."""

    pilih = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": "Pilih paling sedikit satu usaha."}
    )
    note = forms.CharField(
        label="Catatan untuk provinsi",
        max_length=200,
        required=False,
        help_text="Contoh: sudah ikut bimtek kemasan.",
    )

    def __init__(self, *args: Any, ticked: list[str], **kwargs: Any) -> None:
        """`ticked` are the keys that were sent; the service looks whether they may be named."""
        super().__init__(*args, **kwargs)
        keys = [key for key in ticked[:_MOST_AT_ONCE] if key.isascii() and key.isdecimal()]
        choices = [(key, key) for key in keys if len(key) < 19]
        self.fields["pilih"].choices = choices  # type: ignore[attr-defined]


class ExtendForm(forms.Form):
    """A later day for one kab/kota."""

    due_on = IndonesianDateField(label="Tenggat baru", help_text="Contoh: 5/4/2026")
