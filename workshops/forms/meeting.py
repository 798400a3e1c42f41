"""Sending the report of an online meeting, and pointing at its columns by hand."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.files.uploadedfile import UploadedFile

from halalportal.lib.formats import ZONES, day_and_date
from halalportal.lib.spreadsheets import MAX_BYTES
from workshops.forms.participant import PersonForm
from workshops.meetings.document import MAX_COLUMNS, labels_of, rows_of
from workshops.meetings.errors import MeetingFileError
from workshops.meetings.moments import Order
from workshops.meetings.reading import Columns, Setting
from workshops.models import Event
from workshops.selectors.meetings import days_of

# One for each of the three clocks.
_CLOCKS = {name: zone for zone, name in reversed(ZONES.items())}
_ORDERS = [
    ("", "Cari sendiri"),
    (Order.DAY_FIRST, "Hari, bulan, tahun: 24/04/2026"),
    (Order.MONTH_FIRST, "Bulan, hari, tahun: 04/24/2026"),
]
_NONE = ("", "Tidak ada")


class MeetingFileForm(forms.Form):
    """The file, and on which clock and day its times are meant."""

    file = forms.FileField(
        label="Berkas laporan peserta",
        help_text="CSV atau Excel dari Zoom, Google Meet, atau Teams. Paling besar 10 MB.",
        error_messages={
            "required": "Pilih berkas laporan peserta.",
            "empty": "Berkas kosong. Unduh lagi daftar peserta dari aplikasi rapat.",
        },
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xls,.ods"}),
    )
    zone = forms.ChoiceField(
        label="Jam di berkas",
        choices=[(zone, name) for name, zone in reversed(_CLOCKS.items())],
        help_text="Zona waktu akun yang membuat rapat.",
        error_messages={"required": "Pilih zona waktu.", "invalid_choice": "Pilih zona waktu."},
    )
    day = forms.TypedChoiceField(
        label="Hari rapat",
        required=False,
        coerce=datetime.date.fromisoformat,
        empty_value=None,
        help_text="Pilih hari bila berkas hanya menyebut jam atau jumlah menit.",
        error_messages={"invalid_choice": "Pilih salah satu hari kegiatan."},
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        self.days = days_of(event)
        self.fields["zone"].initial = _CLOCKS[ZONES.get(event.time_zone, "WIB")]
        days: Any = self.fields["day"]
        days.choices = [("", "Sesuai tanggal di berkas")] + [
            (day.isoformat(), day_and_date(day)) for day in self.days
        ]
        if len(self.days) == 1:
            del self.fields["day"]

    def clean_file(self) -> "UploadedFile[Any]":
        """Refuses what is too much before it is read."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError("Berkas lebih dari 10 MB. Kirim laporan satu rapat saja.")
        return file

    def content(self) -> bytes:
        """The file's bytes; only after `is_valid`."""
        file = self.cleaned_data["file"]
        file.seek(0)
        content: bytes = file.read()
        return content

    def setting(self) -> Setting:
        """What the reader needs to know; only after `is_valid`."""
        data = self.cleaned_data
        return Setting(
            days=self.days,
            zone=ZoneInfo(data["zone"]),
            day=data.get("day"),
            order=Order(data["order"]) if data.get("order") else None,
        )


class MeetingColumnsForm(MeetingFileForm):
    """The same file again, with the columns that hold the name and the times."""

    name = forms.ChoiceField(label="Kolom nama", error_messages={"required": "Pilih kolom nama."})
    email = forms.ChoiceField(label="Kolom email", required=False)
    joined = forms.ChoiceField(label="Kolom jam masuk", required=False)
    left = forms.ChoiceField(label="Kolom jam keluar", required=False)
    minutes = forms.ChoiceField(
        label="Kolom lama hadir",
        required=False,
        help_text="Menit, atau seperti 1 jam 5 menit. Boleh kosong bila ada jam masuk dan keluar.",
    )
    order = forms.ChoiceField(label="Urutan tanggal", choices=_ORDERS, required=False)

    def __init__(self, *args: Any, content: bytes = b"", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = "Pilih lagi berkas yang sama"
        choices = [(str(place), label) for place, label in enumerate(_labels(content))]
        for name in Columns.__dataclass_fields__:
            field: Any = self.fields[name]
            field.choices = choices if name == "name" else [_NONE, *choices]
            field.error_messages["invalid_choice"] = "Pilih salah satu kolom berkas ini."

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("joined") and not data.get("minutes"):
            self.add_error("joined", "Pilih kolom jam masuk, atau kolom lama hadir.")
        elif data.get("joined") and not (data.get("left") or data.get("minutes")):
            self.add_error("left", "Pilih kolom jam keluar, atau kolom lama hadir.")
        return data

    def columns(self) -> Columns:
        """The chosen positions; only after `is_valid`."""
        chosen = {name: self.cleaned_data[name] for name in Columns.__dataclass_fields__}
        return Columns(**{name: int(place) for name, place in chosen.items() if place})


class GuestPersonForm(PersonForm):
    """A guest of the meeting who becomes a participant: online, and registered at once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["mode"]
        del self.fields["status"]


def _labels(content: bytes) -> list[str]:
    """The columns of the file; of an unreadable one, bare letters, and its own refusal comes."""
    try:
        return labels_of(rows_of(content))
    except MeetingFileError:
        return labels_of([[""] * MAX_COLUMNS])
