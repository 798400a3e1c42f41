"""What officers type about delegations."""

from typing import Any

from django import forms

from accounts.models import Organisation
from halalportal.lib.formats import phone
from regions.models import Level, Region
from workshops.enums import Mode
from workshops.forms.participant import mode_field
from workshops.forms.phone import clean_phone
from workshops.models import Delegation, Event
from workshops.services.delegations import Contact, Details

MOST_SEATS = 1000


def seats_field() -> forms.IntegerField:
    wrong = "Tulis jumlah kursi dengan angka, misalnya 3."
    return forms.IntegerField(
        label="Jumlah kursi",
        min_value=1,
        max_value=MOST_SEATS,
        error_messages={
            "required": wrong,
            "invalid": wrong,
            "min_value": "Tulis paling sedikit 1 kursi.",
            "max_value": f"Tulis paling banyak {MOST_SEATS} kursi.",
        },
        widget=forms.NumberInput(attrs={"class": "input-short", "inputmode": "numeric"}),
    )


class ContactForm(forms.Form):
    """Seats and who answers for the delegation."""

    seats = seats_field()
    contact_name = forms.CharField(label="Nama kontak", required=False, max_length=120)
    contact_phone = forms.CharField(
        label="Nomor HP kontak",
        required=False,
        max_length=24,
        help_text="Contoh: 0812-3456-7890",
    )
    contact_email = forms.EmailField(
        label="Email kontak",
        required=False,
        error_messages={"invalid": "Email kurang lengkap. Contoh: nama@contoh.id."},
    )

    def clean_contact_phone(self) -> str:
        return clean_phone(self.cleaned_data["contact_phone"])

    def contact(self) -> Contact:
        """What the service takes; only after `is_valid`."""
        data = self.cleaned_data
        return Contact(
            name=data["contact_name"], phone=data["contact_phone"], email=data["contact_email"]
        )

    @staticmethod
    def initial_of(delegation: Delegation) -> dict[str, Any]:
        return {
            "seats": delegation.seats,
            "contact_name": delegation.contact_name,
            "contact_phone": phone(delegation.contact_phone) if delegation.contact_phone else "",
            "contact_email": delegation.contact_email,
        }


class DelegationForm(ContactForm):
    """Seats for a kab/kota, or for one office or LP3H there."""

    region = forms.ModelChoiceField(
        label="Kabupaten/kota asal",
        queryset=Region.objects.none(),
        empty_label="Pilih kabupaten/kota",
        error_messages={"required": "Pilih kabupaten/kota asal."},
    )
    organisation = forms.ModelChoiceField(
        label="Dinas atau LP3H",
        queryset=Organisation.objects.none(),
        required=False,
        empty_label="Kabupaten/kota itu sendiri",
    )
    mode = mode_field()
    field_order = ("region", "organisation", "mode", "seats")

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        province = event.region_id[:2]
        regions = Region.objects.inside(province).filter(level__lte=Level.REGENCY)
        offices = Organisation.objects.filter(region__code__startswith=province)
        self.fields["region"].queryset = regions  # type: ignore[attr-defined]
        self.fields["organisation"].queryset = offices  # type: ignore[attr-defined]

    def details(self) -> Details:
        """What the service takes; only after `is_valid`."""
        data = self.cleaned_data
        return Details(
            region=data["region"],
            organisation=data["organisation"],
            mode=Mode(data["mode"]),
            seats=data["seats"],
            contact=self.contact(),
        )


class AllDelegationsForm(forms.Form):
    """The same number of seats for each kab/kota of the province."""

    mode = mode_field()
    seats = seats_field()

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="semua_%s")
        self.fields["mode"].initial = Mode.ONLINE
