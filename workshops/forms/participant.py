"""What officers type about participants."""

from typing import Any

from django import forms

from accounts.models import User
from halalportal.lib.phones import to_e164
from ikm.models import Business
from regions.models import Level, Region
from workshops.enums import Mode, ParticipantStatus
from workshops.models import Event
from workshops.services.participants import Person

JOIN_STATUS = [
    (ParticipantStatus.REGISTERED, "Langsung terdaftar"),
    (ParticipantStatus.WAITING, "Terdaftar, atau daftar tunggu kalau kursi penuh"),
    (ParticipantStatus.INVITED, "Diundang, menunggu jawaban"),
]


def mode_field() -> forms.ChoiceField:
    """How somebody takes part."""
    return forms.ChoiceField(
        label="Cara hadir",
        choices=Mode.choices,
        initial=Mode.ONSITE,
        error_messages={
            "required": "Pilih cara hadir.",
            "invalid_choice": "Pilih di tempat atau daring.",
        },
    )


def status_field() -> forms.ChoiceField:
    """Whether somebody is registered at once or only invited."""
    return forms.ChoiceField(
        label="Status",
        choices=JOIN_STATUS,
        initial=ParticipantStatus.REGISTERED,
        error_messages={"required": "Pilih status.", "invalid_choice": "Pilih status."},
    )


class BusinessesForm(forms.Form):
    """Ticked businesses of the officer's registry."""

    businesses = forms.ModelMultipleChoiceField(
        queryset=Business.objects.none(),
        error_messages={
            "required": "Beri centang pada usaha yang mau ditambahkan.",
            "invalid_choice": "Ada usaha di luar wilayah Anda. Cari lagi, lalu pilih.",
            "invalid_pk_value": "Ada pilihan yang tidak dikenal. Cari lagi, lalu pilih.",
        },
    )
    mode = mode_field()
    status = status_field()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["businesses"].queryset = Business.objects.visible_to(user)  # type: ignore[attr-defined]


class PersonForm(forms.Form):
    """Somebody from an office or an LP3H, by name."""

    name = forms.CharField(
        label="Nama", max_length=120, error_messages={"required": "Tulis nama peserta."}
    )
    agency = forms.CharField(
        label="Dinas atau lembaga",
        max_length=160,
        help_text="Contoh: Dinas Perindustrian Kabupaten Berau",
        error_messages={"required": "Tulis dinas atau lembaga peserta."},
    )
    region = forms.ModelChoiceField(
        label="Kabupaten/kota asal",
        queryset=Region.objects.none(),
        empty_label="Pilih kabupaten/kota",
        error_messages={"required": "Pilih kabupaten/kota asal."},
    )
    phone = forms.CharField(
        label="Nomor HP", required=False, help_text="Contoh: 0812-3456-7890", max_length=24
    )
    email = forms.EmailField(
        label="Email",
        required=False,
        error_messages={"invalid": "Email kurang lengkap. Contoh: nama@contoh.id."},
    )
    mode = mode_field()
    status = status_field()

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        province = event.region_id[:2]
        regencies = Region.objects.inside(province).filter(level__lte=Level.REGENCY)
        self.fields["region"].queryset = regencies  # type: ignore[attr-defined]
        self.fields["mode"].initial = Mode.ONLINE

    def clean_phone(self) -> str:
        text = self.cleaned_data["phone"]
        phone = to_e164(text)
        if text and not phone:
            raise forms.ValidationError("Nomor HP kurang lengkap. Contoh: 0812-3456-7890.")
        return phone

    def person(self) -> Person:
        """What the service takes; only after `is_valid`."""
        names = Person.__dataclass_fields__
        return Person(**{name: self.cleaned_data[name] for name in names})
