"""What is filled in for a selection round: its frame, its criteria, and marks."""

from typing import Any

from django import forms

from certification.criteria import SETS
from certification.enums import TieBreak
from certification.forms.programmes import COUNT_ERRORS
from certification.models import Candidate, Criterion
from certification.services.selection import CriterionDetails, RoundDetails


class RoundForm(forms.Form):
    """A new round."""

    name = forms.CharField(
        label="Nama seleksi",
        max_length=120,
        help_text="Contoh: Seleksi tahap 1",
        error_messages={"required": "Tulis nama seleksi."},
    )
    places = forms.IntegerField(
        label="Tempat yang diperebutkan",
        min_value=1,
        max_value=1_000_000,
        error_messages=COUNT_ERRORS | {"min_value": "Tulis paling sedikit 1 tempat."},
    )
    ready_set = forms.ChoiceField(
        label="Kriteria awal",
        choices=[(key, label) for key, (label, _) in SETS.items()],
        widget=forms.RadioSelect,
        initial="facilitation",
        help_text="Bobot dan batas bisa diubah sebelum diumumkan.",
    )
    scorers_needed = forms.TypedChoiceField(
        label="Penilai tiap calon",
        choices=[(1, "Satu orang"), (2, "Dua orang, tidak saling melihat nilai")],
        coerce=int,
        widget=forms.RadioSelect,
        initial=1,
    )
    least_per_regency = forms.IntegerField(
        label="Tempat untuk terbaik tiap kabupaten/kota",
        min_value=0,
        max_value=1_000,
        initial=0,
        help_text="0 berarti semua tempat menurut peringkat.",
        error_messages=COUNT_ERRORS,
    )
    tie_break = forms.ChoiceField(
        label="Bila nilai sama, didahulukan",
        choices=TieBreak.choices,
        widget=forms.RadioSelect,
        initial=TieBreak.NOMINATED,
    )

    def details(self) -> RoundDetails:
        cleaned = dict(self.cleaned_data)
        cleaned.pop("ready_set")
        return RoundDetails(**cleaned)


class CriterionForm(forms.Form):
    """One more line of the score card."""

    name = forms.CharField(
        label="Kriteria", max_length=120, error_messages={"required": "Tulis nama kriteria."}
    )
    description = forms.CharField(
        label="Arti nilai",
        max_length=300,
        required=False,
        help_text="Contoh: 0 belum ada · 1 diproses · 2 ada",
    )
    weight = forms.IntegerField(
        label="Bobot", min_value=1, max_value=100, initial=1, error_messages=COUNT_ERRORS
    )
    max_mark = forms.IntegerField(
        label="Nilai tertinggi", min_value=1, max_value=100, initial=2, error_messages=COUNT_ERRORS
    )
    gate = forms.IntegerField(
        label="Batas terendah",
        min_value=0,
        max_value=100,
        required=False,
        help_text="Calon di bawah batas ini tidak lolos. Kosongkan bila tanpa batas.",
    )
    source = forms.CharField(
        label="Dasar",
        max_length=200,
        help_text="Contoh: SK Kepala Dinas nomor …",
        error_messages={"required": "Tulis dasar kriteria ini."},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        gate, most = cleaned.get("gate"), cleaned.get("max_mark")
        if gate is not None and most is not None and gate > most:
            self.add_error("gate", f"Batas paling tinggi {most}, sama dengan nilai tertinggi.")
        return cleaned

    def details(self) -> CriterionDetails:
        return CriterionDetails(**self.cleaned_data)


class MarkForm(forms.Form):
    """One person's card for one candidate."""

    def __init__(
        self, *args: Any, candidate: Candidate, own: dict[int, int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(candidate.round.criteria.all())
        for criterion in self.criteria:
            self.fields[f"mark_{criterion.pk}"] = _mark_field(criterion, own.get(criterion.pk))

    def marks(self) -> dict[int, int]:
        """Criterion's primary key → mark."""
        return {c.pk: self.cleaned_data[f"mark_{c.pk}"] for c in self.criteria}


def _mark_field(criterion: Criterion, value: int | None) -> forms.TypedChoiceField:
    gate = f" Batas terendah {criterion.gate}." if criterion.gate is not None else ""
    return forms.TypedChoiceField(
        label=criterion.name,
        help_text=f"{criterion.description}{gate}",
        choices=[(mark, str(mark)) for mark in range(criterion.max_mark + 1)],
        coerce=int,
        initial=value,
        widget=forms.RadioSelect,
        error_messages={"required": f"Beri nilai untuk {criterion.name}."},
    )
