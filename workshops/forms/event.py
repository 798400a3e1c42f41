"""What officers type about an event and its sessions."""

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import Case, IntegerField, Value, When

from accounts.models import Organisation, User
from regions.models import Level, Region
from workshops.enums import EventKind
from workshops.forms.period import PeriodForm, period_initial
from workshops.models import Event
from workshops.services.events import EventDetails

SEATS_ERRORS = {
    "invalid": "Tulis jumlah kursi dengan angka, misalnya 50.",
    "min_value": "Jumlah kursi tidak bisa di bawah 0.",
    "max_value": "Jumlah kursi paling banyak 5.000.",
}
SEATS_HINT = "Contoh: 50. Kosong berarti tidak dibatasi, 0 berarti tidak ada."


def _seats_field(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=5000,
        help_text=SEATS_HINT,
        error_messages=SEATS_ERRORS,
    )


class EventForm(PeriodForm):
    """An event. The region is chosen once, when it is made."""

    kind = forms.ChoiceField(
        label="Jenis kegiatan",
        choices=EventKind.choices,
        error_messages={"required": "Pilih jenis kegiatan."},
    )
    title = forms.CharField(
        label="Nama kegiatan",
        max_length=160,
        help_text="Contoh: Workshop Sertifikasi Halal IKM Pangan",
        error_messages={"required": "Tulis nama kegiatan."},
    )
    region = forms.ModelChoiceField(
        label="Wilayah penyelenggara",
        queryset=Region.objects.none(),
        empty_label=None,
        error_messages={"required": "Pilih wilayah.", "invalid_choice": "Pilih wilayah Anda."},
    )
    organiser = forms.ModelChoiceField(
        label="Penyelenggara",
        queryset=Organisation.objects.none(),
        empty_label=None,
        error_messages={
            "required": "Pilih penyelenggara.",
            "invalid_choice": "Pilih penyelenggara dari daftar.",
        },
    )
    venue = forms.CharField(
        label="Tempat", max_length=160, required=False, help_text="Contoh: Aula Dinas, Sangatta"
    )
    online_link = forms.URLField(
        label="Tautan rapat daring",
        required=False,
        assume_scheme="https",
        help_text="Contoh: https://rapat.contoh.id/halal",
        error_messages={"invalid": "Tulis tautan lengkap, diawali https://."},
    )
    onsite_seats = _seats_field("Kursi di tempat")
    online_seats = _seats_field("Kursi daring")
    description = forms.CharField(
        label="Keterangan", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    field_order = ["kind", "title", "region", "organiser", "start_on", "start_time", "end_on"]

    def __init__(self, *args: Any, user: User, event: Event | None = None, **kwargs: Any) -> None:
        if event is not None:
            kwargs.setdefault("initial", event_initial(event))
        super().__init__(*args, **kwargs)
        self.event = event
        regions = Region.objects.filter(user.scope.in_region("code"), level__lte=Level.REGENCY)
        self.fields["region"].queryset = regions  # type: ignore[attr-defined]
        if event is not None:
            del self.fields["region"]
            self.name_zone(event.time_zone)
        self.fields["organiser"].queryset = organisers(user)  # type: ignore[attr-defined]

    def place_zone(self) -> ZoneInfo | None:
        if self.event is not None:
            return self.event.zone
        region = self.cleaned_data.get("region")
        return ZoneInfo(region.time_zone) if region else None

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not (data.get("venue") or data.get("online_link") or "online_link" in self.errors):
            self.add_error("venue", "Tulis tempat, atau isi tautan rapat daring di bawahnya.")
        return data

    def details(self) -> EventDetails:
        """What the service takes; only after `is_valid`."""
        names = EventDetails.__dataclass_fields__
        return EventDetails(**{name: self.cleaned_data[name] for name in names})


def event_initial(event: Event) -> dict[str, Any]:
    """The fields of `EventForm` for a saved event."""
    names = EventDetails.__dataclass_fields__
    return {name: getattr(event, name) for name in names} | period_initial(event, event.zone)


def organisers(user: User) -> Any:
    """Offices that may hold an event: those of the province, the officer's own region first."""
    own = Case(
        When(region_id=user.scope.region_code, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return Organisation.objects.visible_to(user).order_by(own, "kind", "name")


class SessionForm(PeriodForm):
    """A session of an event, in the zone of the event."""

    title = forms.CharField(
        label="Nama sesi",
        max_length=160,
        help_text="Contoh: Alur sertifikasi dan self declare",
        error_messages={"required": "Tulis nama sesi."},
    )
    field_order = ["title"]

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        self.name_zone(event.time_zone)

    def place_zone(self) -> ZoneInfo:
        return self.event.zone

    def values(self) -> dict[str, Any]:
        """What the services take; only after `is_valid`."""
        return {name: self.cleaned_data[name] for name in ("title", "starts_at", "ends_at")}
