"""What a visitor or an owner types to take part in a public event."""

from typing import Any

from django import forms

from accounts.models import User
from halalportal.lib.identifiers import read_phone
from halalportal.lib.texts import readable
from ikm.models import Business
from regions.models import Level, Region
from workshops.enums import Mode
from workshops.models import Event
from workshops.services.participants import Person

AID_HINT = "Contoh: kursi roda. Hanya panitia yang membaca, dihapus sebulan sesudah kegiatan."


class SignUpForm(forms.Form):
    """How somebody takes part, and what help is needed in the room."""

    mode = forms.ChoiceField(
        label="Cara hadir",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Pilih cara hadir.",
            "invalid_choice": "Pilih cara hadir dari daftar.",
        },
    )
    aid = forms.CharField(
        label="Kebutuhan bantuan", required=False, max_length=300, help_text=AID_HINT
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        modes = event.modes
        field = self.fields["mode"]
        field.choices = [(mode.value, mode.label) for mode in modes]  # type: ignore[attr-defined]
        if len(modes) == 1:
            field.initial = modes[0].value

    def chosen(self) -> dict[str, Any]:
        """What both services take; only after `is_valid`."""
        return {"mode": Mode(self.cleaned_data["mode"]), "aid": self.cleaned_data["aid"].strip()}


class VisitorForm(SignUpForm):
    """Somebody by name."""

    name = forms.CharField(
        label="Nama Anda",
        max_length=120,
        error_messages={"required": "Tulis nama Anda."},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    agency = forms.CharField(
        label="Usaha atau instansi",
        max_length=160,
        help_text="Contoh: Keripik Sinar",
        error_messages={"required": "Tulis nama usaha atau instansi Anda."},
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    region = forms.ModelChoiceField(
        label="Kabupaten/kota",
        queryset=Region.objects.none(),
        empty_label="Pilih kabupaten/kota",
        error_messages={
            "required": "Pilih kabupaten/kota Anda.",
            "invalid_choice": "Pilih kabupaten/kota dari daftar.",
        },
    )
    phone = forms.CharField(
        label="Nomor HP",
        max_length=24,
        help_text="Contoh: 0812-3456-7890",
        error_messages={"required": "Tulis nomor HP Anda."},
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    field_order = ["name", "agency", "region", "phone"]

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, event=event, **kwargs)
        regencies = Region.objects.inside(event.region_id[:2]).filter(level=Level.REGENCY)
        self.fields["region"].queryset = regencies  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        return readable(self.cleaned_data["name"])

    def clean_phone(self) -> str:
        found = read_phone(self.cleaned_data["phone"])
        if found.problem:
            raise forms.ValidationError(found.problem, code=found.fault)
        return found.value

    def person(self) -> Person:
        """Who comes; only after `is_valid`."""
        names = ("name", "agency", "region", "phone")
        return Person(**{name: self.cleaned_data[name] for name in names})


class OwnBusinessForm(SignUpForm):
    """An owner, for one of the own businesses."""

    business = forms.ModelChoiceField(
        label="Usaha",
        queryset=Business.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": "Pilih usaha Anda.",
            "invalid_choice": "Pilih usaha Anda dari daftar.",
        },
    )
    field_order = ["business"]

    def __init__(self, *args: Any, event: Event, user: User, **kwargs: Any) -> None:
        super().__init__(*args, event=event, **kwargs)
        own = own_businesses(user)
        self.fields["business"].queryset = own  # type: ignore[attr-defined]
        first = list(own[:2])
        if len(first) == 1:
            self.fields["business"].initial = first[0].pk
        # One tap is enough for most: one business, and the hall.
        if event.modes:
            self.fields["mode"].initial = event.modes[0].value


def own_businesses(user: User) -> Any:
    """The businesses of an owner."""
    return Business.objects.living().filter(owner=user).order_by("name", "pk")
