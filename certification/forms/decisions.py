"""What is filled in to take an application a step further."""

import datetime
from typing import Any

from django import forms
from django.db.models import Case, When

from certification.models import ReturnReason, StopReason
from certification.services.applications import Findings
from certification.steps import PART_TITLES
from halalportal.interface.fields import IndonesianDateField
from halalportal.lib.identifiers import read_certificate_number, read_sihalal_number


class ReasonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A coded reason as one of a few radio buttons, with the part that it is about."""

    widget = forms.RadioSelect

    def label_from_instance(self, obj: Any) -> str:
        part, label = PART_TITLES.get(getattr(obj, "part", ""), ""), str(obj.label)
        if part and label[1:2].islower():  # an abbreviation such as NIB keeps its capitals
            label = label[:1].lower() + label[1:]
        return f"{part}: {label}" if part else label


class ReturnForm(forms.Form):
    """Why it goes back."""

    reason = ReasonField(
        label="Apa yang perlu diperbaiki?",
        queryset=ReturnReason.objects.none(),
        empty_label=None,
        error_messages={"required": "Pilih apa yang perlu diperbaiki."},
    )
    note = forms.CharField(
        label="Catatan untuk pemilik",
        required=False,
        max_length=1_000,
        help_text="Contoh: foto nomor 2 buram, tulisan di kemasan tidak terbaca.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, day: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        order = [When(part=code, then=place) for place, code in enumerate(PART_TITLES)]
        reasons = ReturnReason.objects.valid_on(day)
        ordered = reasons.order_by(Case(*order, default=len(order)), "label")
        self.fields["reason"].queryset = ordered  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        reason = cleaned.get("reason")
        if reason and reason.pk == "other" and not cleaned.get("note"):
            self.add_error("note", "Tulis apa yang perlu diperbaiki.")
        return cleaned


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


class VerificationForm(forms.Form):
    """The companion's checklist of the decree's duties."""

    visited_on = IndonesianDateField(label="Tanggal kunjungan", help_text="Contoh: 21/11/2026")
    is_separated = forms.BooleanField(
        label="Tempat, alat, dan proses terpisah dari yang tidak halal", required=False
    )
    is_hygienic = forms.BooleanField(label="Tempat produksi bersih dan bebas najis", required=False)
    has_clean_tools = forms.BooleanField(
        label="Alat tidak tercemar bahan yang tidak halal", required=False
    )
    has_halal_materials = forms.BooleanField(
        label="Semua bahan halal dan bukti bahannya sudah dilihat", required=False
    )
    note = forms.CharField(
        label="Catatan kunjungan",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, day: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day = day

    def clean_visited_on(self) -> datetime.date:
        visited_on: datetime.date = self.cleaned_data["visited_on"]
        if visited_on > self.day:
            raise forms.ValidationError("Tanggal kunjungan belum tiba. Tulis tanggal yang benar.")
        return visited_on

    def findings(self) -> Findings:
        return Findings(**self.cleaned_data)


class SihalalForm(forms.Form):
    """The registration number that SiHalal gave."""

    number = forms.CharField(
        label="Nomor daftar dari SiHalal",
        max_length=24,
        help_text="Contoh: SH2026-1-825659",
        error_messages={"required": "Tulis nomor daftar dari SiHalal."},
    )

    def clean_number(self) -> str:
        found = read_sihalal_number(self.cleaned_data["number"])
        if found.problem:
            raise forms.ValidationError(found.problem)
        return found.value


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
