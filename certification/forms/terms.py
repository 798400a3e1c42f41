"""What a province officer fills in about conditions, costs, budget and payments."""

import datetime
from typing import Any

from django import forms

from accounts.models import Qualification
from certification.enums import AdmissionKind, RuleWeight
from certification.forms.programmes import COUNT_ERRORS
from certification.models import AdmissionRule, Programme
from certification.services.costs import CostDetails, PaymentDetails
from certification.services.terms import RuleDetails
from halalportal.interface.fields import IndonesianDateField

_MOST_RUPIAH = 10**15
_MOST_YEARS = 50
_RUPIAH_ERRORS = {
    "required": "Tulis jumlah rupiah dengan angka, misalnya 230000.",
    "invalid": "Tulis jumlah rupiah dengan angka, misalnya 230000.",
    "min_value": "Tulis jumlah rupiah 0 atau lebih.",
    "max_value": "Jumlah rupiah ini terlalu besar.",
}
_PARAMETER_ERRORS = {
    AdmissionKind.YEARS_RUNNING: "Tulis jumlah tahun, misalnya 1.",
    AdmissionKind.CAPITAL: "Tulis modal paling banyak dalam rupiah, misalnya 5000000000.",
    AdmissionKind.KBLI_PREFIX: "Tulis angka awal KBLI dipisah koma, misalnya 10,11.",
}


class RuleForm(forms.Form):
    """One condition of admission."""

    kind = forms.ChoiceField(label="Syarat", choices=AdmissionKind.choices)
    parameter = forms.CharField(
        label="Batas",
        max_length=80,
        required=False,
        help_text="Hanya untuk lama usaha (tahun), modal (rupiah), dan KBLI (misalnya 10,11).",
    )
    weight = forms.ChoiceField(
        label="Sifat",
        choices=RuleWeight.choices,
        initial=RuleWeight.REQUIRED,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="Alasan",
        max_length=200,
        help_text="Kalimat yang dibaca usaha yang tidak memenuhi syarat ini.",
        error_messages={"required": "Tulis alasan syarat ini."},
    )
    source = forms.CharField(
        label="Dasar",
        max_length=200,
        help_text="Peraturan, keputusan, atau surat dinas.",
        error_messages={"required": "Tulis dasar syarat ini, misalnya nomor surat dinas."},
    )

    def clean(self) -> dict[str, Any]:
        """The limit in the one form that the check of this kind reads; "" where it needs none."""
        cleaned = super().clean() or {}
        kind = cleaned.get("kind", "")
        if kind not in _PARAMETER_ERRORS:
            return cleaned | {"parameter": ""}
        cleaned["parameter"] = _normal(kind, cleaned.get("parameter", ""))
        if not cleaned["parameter"]:
            self.add_error("parameter", _PARAMETER_ERRORS[AdmissionKind(kind)])
        return cleaned

    @classmethod
    def initial_of(cls, rule: AdmissionRule) -> dict[str, str]:
        """What the form shows of a condition that is there."""
        return {name: getattr(rule, name) for name in cls.base_fields}

    def details(self) -> RuleDetails:
        return RuleDetails(**self.cleaned_data)


def _normal(kind: str, text: str) -> str:
    """Years and rupiah as digits, KBLI as a list without blanks; "" for what makes no sense."""
    if kind == AdmissionKind.KBLI_PREFIX:
        codes = [code.strip() for code in text.replace(";", ",").split(",") if code.strip()]
        return ",".join(codes) if all(_is_number(c) and len(c) <= 5 for c in codes) else ""
    digits = text.replace(".", "").replace("Rp", "").strip()
    most = _MOST_YEARS if kind == AdmissionKind.YEARS_RUNNING else _MOST_RUPIAH
    return str(int(digits)) if _is_number(digits) and 0 < int(digits) <= most else ""


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal()


class CostForm(forms.Form):
    """What a place costs from a day on."""

    amount = forms.IntegerField(
        label="Biaya per sertifikat (rupiah)",
        min_value=0,
        max_value=100_000_000,
        error_messages=_RUPIAH_ERRORS,
    )
    valid_from = IndonesianDateField(label="Berlaku sejak", help_text="Contoh: 1/7/2026")
    source = forms.CharField(
        label="Dasar biaya",
        max_length=200,
        help_text="Peraturan, keputusan, atau surat yang menetapkan biaya ini.",
        error_messages={"required": "Tulis dasar biaya, misalnya Peraturan BPJPH 1/2022."},
    )

    def details(self) -> CostDetails:
        return CostDetails(**self.cleaned_data)


class BudgetForm(forms.Form):
    """The rupiah set aside."""

    budget = forms.IntegerField(
        label="Pagu (rupiah)",
        min_value=0,
        max_value=_MOST_RUPIAH,
        required=False,
        localize=False,
        help_text="Dana yang disediakan untuk biaya sertifikat program ini.",
        error_messages=_RUPIAH_ERRORS,
    )
    budget_code = forms.CharField(label="Kode rekening", max_length=60, required=False)


class QualificationForm(forms.Form):
    """What companions must have learned."""

    qualification = forms.ModelChoiceField(
        label="Bimtek yang diminta",
        queryset=Qualification.objects.all(),
        required=False,
        empty_label="Tidak diminta",
        help_text="Pendamping tanpa bimtek ini tidak bisa diberi kasus baru program ini.",
        error_messages={"invalid_choice": "Pilih bimtek dari daftar."},
    )


class PaymentForm(forms.Form):
    """Money that was paid."""

    places = forms.IntegerField(
        label="Untuk berapa tempat",
        min_value=1,
        max_value=1_000_000,
        error_messages={**COUNT_ERRORS, "min_value": "Tulis jumlah paling sedikit 1."},
    )
    amount = forms.IntegerField(
        label="Jumlah dibayar (rupiah)",
        min_value=1,
        max_value=_MOST_RUPIAH,
        error_messages={**_RUPIAH_ERRORS, "min_value": "Tulis jumlah rupiah lebih dari 0."},
    )
    paid_on = IndonesianDateField(label="Tanggal bayar", help_text="Contoh: 30/6/2026")
    reference = forms.CharField(
        label="Nomor SP2D", max_length=80, error_messages={"required": "Tulis nomor SP2D."}
    )
    note = forms.CharField(label="Catatan", max_length=200, required=False)

    def __init__(
        self, *args: Any, programme: Programme, today: datetime.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.programme, self.today = programme, today

    def clean_paid_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["paid_on"]
        if day > self.today:
            raise forms.ValidationError("Tanggal bayar belum tiba. Tulis hari ini atau sebelumnya.")
        if day < self.programme.starts_on:
            raise forms.ValidationError("Tanggal bayar lebih awal dari mulainya program.")
        return day

    def details(self) -> PaymentDetails:
        return PaymentDetails(**self.cleaned_data)


class CancelForm(forms.Form):
    """Why a programme ends early."""

    reason = forms.CharField(
        label="Alasan pembatalan",
        max_length=200,
        help_text="Contoh: anggaran dialihkan, surat Sekda 900/123.",
        error_messages={"required": "Tulis alasan pembatalan."},
    )
