"""Handing places out: to every kab/kota in one table, and to an LP3H in one of them."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from accounts.models import Organisation, User
from certification.forms.programmes import COUNT_ERRORS
from certification.models import Allocation, Programme
from certification.services.quota import Share
from halalportal.interface.fields import IndonesianDateField
from halalportal.lib.formats import number
from regions.models import Region


@dataclass(frozen=True, slots=True)
class SplitLine:
    """One kab/kota of the form, with what it cannot do without."""

    region: Region
    held: int
    count: BoundField
    due_on: BoundField


class SplitForm(forms.Form):
    """The places of every kab/kota in one table."""

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.regions = list(Region.objects.regencies().filter(parent_id=programme.region_id))
        nodes = Allocation.objects.filter(programme=programme, organisation=None)
        self.nodes = {node.region_id: node for node in nodes}
        self.total = self.nodes[None].granted if None in self.nodes else 0
        for region in self.regions:
            self._add_fields(region)

    def _add_fields(self, region: Region) -> None:
        node = self.nodes.get(region.pk)
        self.fields[f"count_{region.pk}"] = forms.IntegerField(
            label=f"Kuota {region.name}",
            min_value=0,
            initial=node.granted if node else 0,
            error_messages=COUNT_ERRORS,
            widget=forms.NumberInput(attrs={"class": "form-control", "inputmode": "numeric"}),
        )
        self.fields[f"due_{region.pk}"] = IndonesianDateField(
            label=f"Tenggat {region.name}",
            required=False,
            initial=node.due_on if node else None,
            widget=forms.DateInput(
                format="%d/%m/%Y", attrs={"class": "form-control", "autocomplete": "off"}
            ),
        )

    @property
    def lines(self) -> list[SplitLine]:
        return [
            SplitLine(
                region=region,
                held=self._held(region.pk),
                count=self[f"count_{region.pk}"],
                due_on=self[f"due_{region.pk}"],
            )
            for region in self.regions
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        asked = 0
        for region in self.regions:
            count = cleaned.get(f"count_{region.pk}") or 0
            asked += count
            if count < self._held(region.pk) and f"count_{region.pk}" in cleaned:
                self.add_error(
                    f"count_{region.pk}",
                    f"{region.name} paling sedikit {number(self._held(region.pk))}: sudah dibagi "
                    "ke LP3H atau terpakai.",
                )
        if asked > self.total:
            raise forms.ValidationError(
                f"Jumlah pembagian {number(asked)}, sedangkan kuota program {number(self.total)}. "
                f"Kurangi {number(asked - self.total)}."
            )
        return cleaned

    def shares(self) -> list[Share]:
        cleaned = self.cleaned_data
        return [
            Share(
                region=region,
                count=cleaned[f"count_{region.pk}"],
                due_on=cleaned[f"due_{region.pk}"],
            )
            for region in self.regions
        ]

    def _held(self, code: str) -> int:
        node = self.nodes.get(code)
        return node.granted - node.free if node else 0


class OrganisationShareForm(forms.Form):
    """What an LP3H shall have in one kab/kota."""

    region = forms.ModelChoiceField(
        label="Kabupaten/kota",
        queryset=Region.objects.none(),
        empty_label="Pilih kabupaten/kota",
        error_messages={"required": "Pilih kabupaten/kota."},
    )
    organisation = forms.ModelChoiceField(
        label="LP3H",
        queryset=Organisation.objects.none(),
        empty_label="Pilih LP3H",
        error_messages={"required": "Pilih LP3H."},
    )
    count = forms.IntegerField(
        label="Kuota LP3H di kabupaten/kota ini",
        min_value=0,
        max_value=1_000_000,
        help_text="Jumlah seluruhnya, bukan tambahannya.",
        error_messages=COUNT_ERRORS,
    )
    due_on = IndonesianDateField(label="Tenggat", required=False, help_text="Contoh: 31/12/2026")

    def __init__(self, *args: Any, programme: Programme, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = programme.allocations.regencies().values("region_id")
        self.fields["region"].queryset = Region.objects.filter(pk__in=held)  # type: ignore[attr-defined]
        lp3h = Organisation.objects.lp3h().visible_to(user)
        self.fields["organisation"].queryset = lp3h  # type: ignore[attr-defined]

    def share(self) -> Share:
        return Share(**self.cleaned_data)
