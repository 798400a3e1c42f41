"""A change that a holder tells, its answer, a surveillance that was done, a supplier's paper."""

import datetime
from typing import Any

from django import forms

from certification.enums import ChangeKind, ChangeState
from certification.models import ChangeReport
from certification.services.changes import NEXT
from halalportal.interface.fields import IndonesianDateField


class PastDayForm(forms.Form):
    """A form of which the days lie in the past."""

    def __init__(self, *args: Any, day: datetime.date, **kwargs: Any) -> None:
        """Args:
        day: today where the application is.
        """
        super().__init__(*args, **kwargs)
        self.day = day

    def refuse_future(self, value: datetime.date | None) -> datetime.date | None:
        if value and value > self.day:
            raise forms.ValidationError("Tanggal ini belum tiba. Tulis hari ini atau sebelumnya.")
        return value


class ChangeForm(PastDayForm):
    """What changes, in the holder's own words."""

    kind = forms.ChoiceField(
        label="Apa yang berubah?",
        choices=ChangeKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih apa yang berubah."},
    )
    text = forms.CharField(
        label="Ceritakan perubahannya",
        max_length=500,
        help_text="Contoh: minyak goreng ganti merek, atau ada rasa baru balado.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis apa yang berubah."},
    )
    since = IndonesianDateField(
        label="Sejak kapan?",
        required=False,
        help_text="Kosongkan bila belum mulai.",
    )

    def clean_since(self) -> datetime.date | None:
        return self.refuse_future(self.cleaned_data["since"])


class AnswerForm(forms.Form):
    """What the office does with a report. `seen` is its state as the page showed it."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    state = forms.ChoiceField(
        label="Apa yang dilakukan?",
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih apa yang dilakukan."},
    )
    answer = forms.CharField(
        label="Jawaban untuk pemilik",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis jawaban untuk pemilik usaha."},
    )

    def __init__(self, *args: Any, report: ChangeReport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = report.state
        seen = self.data.get("seen") or report.state
        choices = [(state.value, state.label) for state in NEXT.get(seen, ())]
        self.fields["state"].choices = choices  # type: ignore[attr-defined]


class ChangeFilterForm(forms.Form):
    """The queue: what waits by default."""

    WAITING = "menunggu"
    keadaan = forms.ChoiceField(
        label="Keadaan",
        required=False,
        choices=[
            (WAITING, "Menunggu jawaban"),
            (ChangeState.FORWARDED.value, ChangeState.FORWARDED.label),
            (ChangeState.SETTLED.value, ChangeState.SETTLED.label),
            (ChangeState.DISMISSED.value, ChangeState.DISMISSED.label),
        ],
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def state(self) -> str:
        """The state to show; waiting for whatever was not understood."""
        self.is_valid()
        chosen: str = self.cleaned_data.get("keadaan") or self.WAITING
        return ChangeState.REPORTED if chosen == self.WAITING else chosen


class SurveillanceForm(PastDayForm):
    """The day on which BPJPH came, and what it found."""

    done_on = IndonesianDateField(label="Tanggal pengawasan")
    result = forms.CharField(
        label="Hasilnya",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_done_on(self) -> datetime.date | None:
        return self.refuse_future(self.cleaned_data["done_on"])


class MaterialRenewForm(forms.Form):
    """The supplier's new certificate."""

    number = forms.CharField(
        label="Nomor sertifikat halal bahan yang baru",
        max_length=40,
        error_messages={"required": "Tulis nomor di sertifikat bahan."},
    )
    until = IndonesianDateField(
        label="Berlaku sampai",
        required=False,
        help_text="Kosongkan bila sertifikat tidak punya tanggal akhir.",
    )

    def __init__(self, *args: Any, day: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day = day

    def clean_until(self) -> datetime.date | None:
        until: datetime.date | None = self.cleaned_data["until"]
        if until and until < self.day:
            raise forms.ValidationError("Sertifikat ini sudah berakhir. Minta yang baru.")
        return until
