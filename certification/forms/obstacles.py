"""What is written down about obstacles and outages."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone

from accounts.enums import Role
from certification.forms.decisions import ReasonField
from certification.models import ObstacleCause
from halalportal.interface.fields import IndonesianDateField

ACTORS = (
    Role.COMPANION,
    Role.LP3H_COORDINATOR,
    Role.REGENCY_OFFICER,
    Role.PROVINCE_OFFICER,
    Role.OWNER,
)
ACTOR_CHOICES = [(role.value, role.label) for role in ACTORS]
SYSTEMS = [("SiHalal", "SiHalal"), ("OSS", "OSS")]
OTHER = "other"


class FollowUpFields(forms.Form):
    """What is to be done, and by when."""

    follow_up = forms.CharField(
        label="Tindak lanjut",
        required=False,
        max_length=300,
        help_text="Contoh: datangi usaha dengan surat resmi.",
    )
    follow_up_by = IndonesianDateField(
        label="Paling lambat", required=False, help_text="Contoh: 28/11/2026"
    )

    def __init__(self, *args: Any, day: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day = day

    def clean_follow_up_by(self) -> datetime.date | None:
        until: datetime.date | None = self.cleaned_data["follow_up_by"]
        if until and until < self.day:
            raise forms.ValidationError("Tanggal itu sudah lewat. Pilih hari ini atau sesudahnya.")
        return until


class ObstacleForm(FollowUpFields):
    """The cause with one tap; all else may stay as it is."""

    cause = ReasonField(
        label="Apa kendalanya?",
        queryset=ObstacleCause.objects.none(),
        empty_label=None,
        error_messages={"required": "Pilih kendalanya."},
    )
    note = forms.CharField(
        label="Catatan",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    since = IndonesianDateField(
        label="Sejak tanggal", required=False, help_text="Kosong berarti hari ini."
    )
    next_actor = forms.ChoiceField(
        label="Siapa yang bertindak",
        choices=[("", "Sesuai kendalanya"), *ACTOR_CHOICES],
        required=False,
    )
    field_order = ["cause", "note", "since", "next_actor", "follow_up", "follow_up_by"]
    SHOWN = ("cause", "note")

    def __init__(self, *args: Any, day: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, day=day, **kwargs)
        self.fields["cause"].queryset = ObstacleCause.objects.valid_on(day)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cause = cleaned.get("cause")
        if cause and cause.pk == OTHER and not cleaned.get("note"):
            self.add_error("note", "Tulis kendalanya.")
        return cleaned

    @property
    def has_hidden_errors(self) -> bool:
        """Whether something is wrong in the fields that are folded away."""
        return any(name not in self.SHOWN for name in self.errors)


class FollowUpForm(FollowUpFields):
    """Who acts next."""

    next_actor = forms.ChoiceField(label="Siapa yang bertindak", choices=ACTOR_CHOICES)
    field_order = ["next_actor", "follow_up", "follow_up_by"]


class ResolveForm(forms.Form):
    """How it went away."""

    resolution = forms.CharField(
        label="Bagaimana selesainya?",
        max_length=300,
        help_text="Contoh: pemilik sudah ditemui dan mau melanjutkan.",
        error_messages={"required": "Tulis bagaimana kendala ini selesai."},
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class MomentForm(forms.Form):
    """A day and a time of day in the person's zone; empty means now."""

    day = IndonesianDateField(label="Tanggal", required=False, help_text="Kosong berarti hari ini.")
    time = forms.TimeField(
        label="Jam",
        required=False,
        help_text="Contoh: 08.30. Kosong berarti sekarang.",
        input_formats=["%H.%M", "%H:%M"],
        error_messages={"invalid": "Tulis jam seperti 08.30."},
        widget=forms.TimeInput(format="%H.%M", attrs={"class": "input-short"}),
    )

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = ZoneInfo(zone)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("day") and not cleaned.get("time") and not self.has_error("time"):
            self.add_error("time", "Tulis jamnya juga, misalnya 08.30.")
        return cleaned

    def moment(self) -> datetime.datetime:
        """The moment that was typed."""
        now = timezone.now()
        time: datetime.time | None = self.cleaned_data["time"]
        if time is None:
            return now
        day = self.cleaned_data["day"] or timezone.localdate(now, timezone=self.zone)
        return datetime.datetime.combine(day, time, self.zone)


class IncidentForm(MomentForm):
    """An outage: of what, since when, what it blocks."""

    system = forms.ChoiceField(
        label="Apa yang terganggu?",
        choices=SYSTEMS,
        initial="SiHalal",
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih yang terganggu."},
    )
    with_in_sihalal = forms.BooleanField(
        label="Tahan juga pengajuan yang sudah di SiHalal", required=False
    )
    note = forms.CharField(label="Catatan", required=False, max_length=300)
    field_order = ["system", "day", "time", "with_in_sihalal", "note"]


class BlockForm(forms.Form):
    """Which cases an outage blocks besides those that are ready."""

    with_in_sihalal = forms.BooleanField(
        label="Tahan juga pengajuan yang sudah di SiHalal", required=False
    )
