"""What is filled in to take an application a step further."""

import datetime
from typing import Any

from django import forms

from certification.models import StopReason
from certification.steps import PART_TITLES
from halalportal.interface.fields import IndonesianDateField
from halalportal.lib.identifiers import read_certificate_number


class ReasonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A coded reason as one of a few radio buttons, with the part that it is about."""

    widget = forms.RadioSelect

    def label_from_instance(self, obj: Any) -> str:
        part, label = PART_TITLES.get(getattr(obj, "part", ""), ""), str(obj.label)
        if part and label[1:2].islower():  # an abbreviation such as NIB keeps its capitals
            label = label[:1].lower() + label[1:]
        return f"{part}: {label}" if part else label


class StopForm(forms.Form):
    """Why it ends."""

    reason = ReasonField(
        label="Mengapa pengajuan ini dihentikan?",
        queryset=StopReason.objects.none(),
        empty_label=None,
        error_messages={"required": "Pilih alasan."},
    )
    note = forms.CharField(
        label="Catatan",
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, day: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].queryset = StopReason.objects.valid_on(day)  # type: ignore[attr-defined]


class CertificateForm(forms.Form):
    """The certificate as BPJPH issued it."""

    number = forms.CharField(
        label="Nomor sertifikat halal",
        max_length=30,
        help_text="ID dan 17 angka, di bagian atas sertifikat.",
        error_messages={"required": "Tulis nomor sertifikat halal."},
    )
    issued_on = IndonesianDateField(label="Tanggal terbit", help_text="Contoh: 21/11/2026")
    decision_number = forms.CharField(label="Nomor ketetapan halal", max_length=60, required=False)

    def __init__(self, *args: Any, day: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day = day

    def clean_number(self) -> str:
        found = read_certificate_number(self.cleaned_data["number"])
        if found.problem:
            raise forms.ValidationError(found.problem)
        return found.value

    def clean_issued_on(self) -> datetime.date:
        issued_on: datetime.date = self.cleaned_data["issued_on"]
        if issued_on > self.day:
            raise forms.ValidationError("Tanggal terbit belum tiba. Tulis tanggal di sertifikat.")
        return issued_on
