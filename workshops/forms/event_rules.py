"""What an officer decides about an event after its time and place."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.models import Qualification, User
from halalportal.interface.fields import IndonesianDateField
from workshops.enums import MEETINGS, WaitingRule
from workshops.models import Event
from workshops.services.event_rules import EventRules

PERCENT_ERRORS = {
    "required": "Tulis persen dari 1 sampai 100, misalnya 75.",
    "invalid": "Tulis persen dengan angka, misalnya 75.",
    "min_value": "Persen paling sedikit 1.",
    "max_value": "Persen paling banyak 100.",
}


def _percent(label: str, help_text: str, *, required: bool = False) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        required=required,
        min_value=1,
        max_value=100,
        error_messages=PERCENT_ERRORS,
        widget=forms.NumberInput(attrs={"class": "input-short"}),
    )


class EventRulesForm(forms.Form):
    """Seats, certificate and agenda of an event."""

    is_public = forms.BooleanField(
        label="Tampilkan di jadwal umum; siapa saja boleh mendaftar sendiri", required=False
    )
    waiting_rule = forms.ChoiceField(
        label="Kursi kosong untuk siapa",
        choices=WaitingRule.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih siapa yang mendapat kursi kosong."},
    )
    answer_by = IndonesianDateField(
        label="Batas menjawab undangan",
        required=False,
        help_text="Contoh: 18/11/2026. Kosong berarti sampai kegiatan mulai.",
    )
    min_session_percent = _percent(
        "Batas hadir daring (persen)",
        "Orang dihitung hadir kalau ikut sekian persen menit sesi. Contoh: 75",
        required=True,
    )
    min_attendance_percent = _percent(
        "Syarat kehadiran (persen JP)", "Contoh: 80. Kosong berarti cukup hadir."
    )
    min_score_percent = _percent(
        "Syarat nilai tes akhir (persen)", "Contoh: 50. Kosong berarti nilai tidak disyaratkan."
    )
    gives_qualification = forms.ModelChoiceField(
        label="Sertifikat berlaku sebagai",
        queryset=Qualification.objects.all(),
        required=False,
        empty_label="Tanda pernah ikut saja",
        error_messages={"invalid_choice": "Pilih dari daftar."},
    )
    follows = forms.ModelChoiceField(
        label="Lanjutan dari rapat",
        queryset=Event.objects.none(),
        required=False,
        empty_label="Bukan lanjutan",
        help_text="Keputusan rapat itu yang belum selesai muncul di agenda.",
        error_messages={"invalid_choice": "Pilih dari daftar."},
    )

    def __init__(self, *args: Any, event: Event, user: User, **kwargs: Any) -> None:
        names = EventRules.__dataclass_fields__
        kwargs.setdefault("initial", {name: getattr(event, name) for name in names})
        super().__init__(*args, **kwargs)
        self.fields["follows"].queryset = earlier_meetings(event, user)  # type: ignore[attr-defined]

    def rules(self) -> EventRules:
        """What the service takes; only after `is_valid`."""
        return EventRules(
            **{name: self.cleaned_data[name] for name in EventRules.__dataclass_fields__}
        )


def earlier_meetings(event: Event, user: User) -> QuerySet[Event]:
    """Meetings of the officer's own region that were before this one."""
    meetings = Event.objects.managed_by(user).filter(kind__in=MEETINGS)
    return meetings.filter(starts_at__lt=event.starts_at).order_by("-starts_at")
