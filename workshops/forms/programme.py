"""What officers type about speakers and the stops of a study visit."""

from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from workshops.enums import StopKind
from workshops.forms.period import PeriodForm, period_initial
from workshops.models import Event, Session, Speaker, Stop
from workshops.services.speakers import SpeakerDetails
from workshops.services.stops import StopDetails


class SpeakerForm(forms.Form):
    """Somebody who teaches."""

    name = forms.CharField(
        label="Nama", max_length=120, error_messages={"required": "Tulis nama narasumber."}
    )
    position = forms.CharField(
        label="Jabatan dan lembaga",
        max_length=160,
        required=False,
        help_text="Contoh: Ketua LP3H Sangatta",
    )
    topic = forms.CharField(
        label="Materi",
        max_length=160,
        required=False,
        help_text="Contoh: Alur self declare",
    )
    session = forms.ModelChoiceField(
        label="Sesi",
        queryset=Session.objects.none(),
        required=False,
        empty_label="Seluruh kegiatan",
        error_messages={"invalid_choice": "Pilih sesi dari daftar."},
    )

    def __init__(
        self, *args: Any, event: Event, speaker: Speaker | None = None, **kwargs: Any
    ) -> None:
        if speaker is not None:
            names = SpeakerDetails.__dataclass_fields__
            kwargs.setdefault("initial", {name: getattr(speaker, name) for name in names})
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = event.sessions.all()  # type: ignore[attr-defined]

    def details(self) -> SpeakerDetails:
        """What the services take; only after `is_valid`."""
        return SpeakerDetails(**self.cleaned_data)


class StopForm(PeriodForm):
    """A point of an itinerary, on the clock of the place."""

    kind = forms.ChoiceField(
        label="Jenis", choices=StopKind.choices, error_messages={"required": "Pilih jenis."}
    )
    place = forms.CharField(
        label="Tempat",
        max_length=160,
        help_text="Contoh: Rumah Kemasan Makassar",
        error_messages={"required": "Tulis tempat."},
    )
    purpose = forms.CharField(
        label="Tujuan",
        max_length=300,
        required=False,
        help_text="Contoh: Melihat cara mengemas abon",
    )
    contact = forms.CharField(
        label="Yang dihubungi di sana", max_length=160, required=False, help_text="Nama dan nomor"
    )
    field_order = ["kind", "place", "start_on", "start_time", "end_time", "end_on"]

    def __init__(self, *args: Any, event: Event, stop: Stop | None = None, **kwargs: Any) -> None:
        if stop is not None:
            names = ("kind", "place", "purpose", "contact")
            initial = {name: getattr(stop, name) for name in names}
            kwargs.setdefault("initial", initial | period_initial(stop, event.zone))
        super().__init__(*args, **kwargs)
        self.event = event
        self.name_zone(event.time_zone)

    def place_zone(self) -> ZoneInfo:
        return self.event.zone

    def details(self) -> StopDetails:
        """What the services take; only after `is_valid`."""
        names = StopDetails.__dataclass_fields__
        return StopDetails(**{name: self.cleaned_data[name] for name in names})
