"""A start and an end on the clock of the place."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from halalportal.interface.fields import IndonesianDateField
from halalportal.lib.formats import ZONES
from workshops.models import Event, Session, Stop

TIME_ERRORS = {"required": "Tulis jam seperti 09.00.", "invalid": "Tulis jam seperti 09.00."}


def time_field(label: str, **options: Any) -> forms.TimeField:
    """A time of day as people type it: 09.00."""
    widget = forms.TimeInput(
        format="%H.%M",
        attrs={"class": "input-short", "autocomplete": "off", "inputmode": "decimal"},
    )
    return forms.TimeField(
        label=label, error_messages=TIME_ERRORS, widget=widget, localize=False, **options
    )


class PeriodForm(forms.Form):
    """A start and an end on the clock of the place."""

    start_on = IndonesianDateField(label="Tanggal mulai", help_text="Contoh: 21/11/2026")
    start_time = time_field("Jam mulai", help_text="Contoh: 09.00")
    end_on = IndonesianDateField(
        label="Tanggal selesai", required=False, help_text="Isi bila lebih dari satu hari."
    )
    end_time = time_field("Jam selesai", help_text="Contoh: 15.00")

    def name_zone(self, zone: str) -> None:
        """Says beside the hours on which clock they are, e.g. WITA."""
        for name in ("start_time", "end_time"):
            self.fields[name].help_text += f" {ZONES[zone]}"

    def place_zone(self) -> ZoneInfo | None:
        """The time zone in which the hours are meant."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        """Adds `starts_at` and `ends_at`, the end after the start."""
        data: dict[str, Any] = super().clean() or {}
        zone = self.place_zone()
        if not (zone and {"start_on", "start_time", "end_time"} <= data.keys()):
            return data
        end_on = data.get("end_on") or data["start_on"]
        data["starts_at"] = datetime.datetime.combine(data["start_on"], data["start_time"], zone)
        data["ends_at"] = datetime.datetime.combine(end_on, data["end_time"], zone)
        if data["ends_at"] <= data["starts_at"]:
            field = "end_on" if end_on < data["start_on"] else "end_time"
            self.add_error(field, "Waktu selesai harus sesudah waktu mulai.")
        return data


def period_initial(record: Event | Session | Stop, zone: ZoneInfo) -> dict[str, Any]:
    """The four fields of `PeriodForm` for a saved record."""
    start, end = record.starts_at.astimezone(zone), record.ends_at.astimezone(zone)
    return {
        "start_on": start.date(),
        "start_time": start.time(),
        "end_on": end.date() if end.date() != start.date() else None,
        "end_time": end.time(),
    }
