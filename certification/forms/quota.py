"""Handing places to an LP3H in one kab/kota."""

from typing import Any

from django import forms

from accounts.models import Organisation, User
from certification.forms.programmes import COUNT_ERRORS
from certification.models import Programme
from certification.services.quota import Share
from halalportal.interface.fields import IndonesianDateField
from regions.models import Region


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
