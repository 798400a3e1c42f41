"""What somebody read in SiHalal, and what a text of SiHalal means."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone

from certification.forms.returns import ReturnItemsForm
from certification.models import NationalStatus
from halalportal.interface.fields import IndonesianDateField


class StatusField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A status of SiHalal by the words that stand there."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.label} ({obj.code})"


class NationalForm(ReturnItemsForm):
    """A status typed by hand. Reasons are asked only of what came back."""

    national = StatusField(
        label="Status di SiHalal",
        queryset=NationalStatus.objects.none(),
        required=False,
        empty_label="Pilih status",
    )
    raw = forms.CharField(
        label="Atau tulis status seperti yang tampil",
        required=False,
        max_length=80,
        help_text="Bila statusnya tidak ada di daftar.",
    )
    seen_on = IndonesianDateField(label="Dilihat tanggal", help_text="Contoh: 21/11/2026")
    field_order = ("national", "raw", "seen_on")

    def __init__(
        self, *args: Any, track: str, zone: str, day: datetime.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, day=day, initial={"seen_on": day}, **kwargs)
        self.day, self.zone = day, ZoneInfo(zone)
        statuses = NationalStatus.objects.valid_on(day).filter(tracks__contains=[track])
        self.fields["national"].queryset = statuses  # type: ignore[attr-defined]
        self.fields["reason"].required = False

    def clean_seen_on(self) -> datetime.date:
        seen_on: datetime.date = self.cleaned_data["seen_on"]
        if seen_on > self.day:
            raise forms.ValidationError("Tanggal ini belum tiba. Tulis tanggal Anda melihatnya.")
        return seen_on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("national") and not cleaned.get("raw"):
            self.add_error("national", "Pilih status, atau tulis seperti yang tampil.")
        return cleaned

    @property
    def text(self) -> str:
        """The text as SiHalal has it."""
        national = self.cleaned_data["national"]
        return str(national.label) if national else str(self.cleaned_data["raw"])

    @property
    def moment(self) -> datetime.datetime:
        """Now for today, else the end of the day that was named."""
        if self.cleaned_data["seen_on"] == self.day:
            return timezone.now()
        end = datetime.time(23, 59)
        return datetime.datetime.combine(self.cleaned_data["seen_on"], end, self.zone)


class MapForm(forms.Form):
    """What an unknown text means."""

    national = StatusField(
        label="Artinya sama dengan",
        queryset=NationalStatus.objects.all(),
        empty_label="Pilih status",
        error_messages={"required": "Pilih status yang sama artinya."},
    )
