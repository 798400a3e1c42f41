"""The year of an indicator, and the plan in which it stands."""

from typing import Any

from django import forms

from reports.models import Indicator, IndicatorTarget
from reports.services.indicators import Plan, YearReport

_NUMBER = {
    "invalid": "Tulis dengan angka, misalnya 160.",
    "min_value": "Tulis angka 0 atau lebih.",
    "max_value": "Angka ini terlalu besar.",
}
_YEAR = {
    "invalid": "Tulis tahun dengan empat angka, misalnya 2025.",
    "min_value": "Tulis tahun dengan empat angka, misalnya 2025.",
    "max_value": "Tulis tahun dengan empat angka, misalnya 2025.",
}
PLAN = ("first_year", "last_year", "plan_quantity")


def _count(label: str, help_text: str = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        required=False,
        min_value=0,
        max_value=10_000_000,
        error_messages=_NUMBER,
    )


def _year(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=2000, max_value=2100, error_messages=_YEAR
    )


class IndicatorForm(forms.Form):
    """Targets, result and words; a result that the portal counts has no box."""

    quantity = _count("Target tahun ini")
    result = _count("Realisasi tahun ini", "Kosongkan kalau belum diketahui.")
    cause = forms.CharField(
        label="Penyebab",
        max_length=300,
        required=False,
        help_text="Contoh: kuota SEHATI baru dibuka bulan Mei",
    )
    follow_up = forms.CharField(
        label="Tindak lanjut",
        max_length=300,
        required=False,
        help_text="Contoh: dua LP3H tambahan mulai Juli",
    )
    first_year = _year("Masa rencana dari tahun")
    last_year = _year("Masa rencana sampai tahun")
    plan_quantity = _count("Target masa rencana")
    source = forms.CharField(
        label="Dokumen rencana",
        max_length=200,
        required=False,
        help_text="Contoh: Renstra Disperindagkop 2025–2029",
    )

    def __init__(
        self,
        *args: Any,
        indicator: Indicator,
        year: IndicatorTarget | None,
        plan: IndicatorTarget | None,
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = {
            "quantity": year.quantity if year else None,
            "result": year.result if year else None,
            "cause": year.cause if year else "",
            "follow_up": year.follow_up if year else "",
            "first_year": plan.first_year if plan else None,
            "last_year": plan.last_year if plan else None,
            "plan_quantity": plan.quantity if plan else None,
            "source": plan.source if plan else "",
        }
        super().__init__(*args, **kwargs)
        if not indicator.is_typed:
            del self.fields["result"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if any(name in self.errors for name in PLAN):
            return data
        missing = [name for name in PLAN if data.get(name) is None]
        if missing and len(missing) < len(PLAN):
            self.add_error(
                missing[0], "Isi tahun awal, tahun akhir dan targetnya, atau tidak sama sekali."
            )
        return data

    def report(self) -> YearReport:
        """What was filled in about the year."""
        data = self.cleaned_data
        return YearReport(
            quantity=data["quantity"],
            result=data.get("result"),
            cause=data["cause"],
            follow_up=data["follow_up"],
        )

    def plan(self) -> Plan | None:
        """The plan that was filled in, None for none."""
        data = self.cleaned_data
        if data["plan_quantity"] is None:
            return None
        return Plan(
            first_year=data["first_year"],
            last_year=data["last_year"],
            quantity=data["plan_quantity"],
            source=data["source"],
        )
