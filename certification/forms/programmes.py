"""What a province officer fills in about a programme and its quota."""

from typing import Any

from django import forms

from certification.enums import FundingSource, Track
from certification.services.programmes import Opening, ProgrammeDetails
from halalportal.interface.fields import IndonesianDateField

COUNT_ERRORS = {
    "required": "Tulis jumlah dengan angka, misalnya 100.",
    "invalid": "Tulis jumlah dengan angka, misalnya 100.",
    "min_value": "Tulis jumlah 0 atau lebih.",
}
# Self-declare, since 2022.
USUAL_UNIT_COST = 230_000
USUAL_COST_SOURCE = "Peraturan BPJPH 1/2022"


class ProgrammeForm(forms.Form):
    """A new programme."""

    name = forms.CharField(
        label="Nama program",
        max_length=160,
        help_text="Contoh: Fasilitasi Self-Declare Kaltim 2026",
        error_messages={"required": "Tulis nama program."},
    )
    year = forms.IntegerField(
        label="Tahun",
        min_value=2014,
        max_value=2100,
        localize=False,
        error_messages={"required": "Tulis tahun.", "invalid": "Tulis tahun, misalnya 2026."},
    )
    track = forms.ChoiceField(label="Jalur", choices=Track.choices, initial=Track.SELF_DECLARE)
    funding_source = forms.ChoiceField(label="Sumber dana", choices=FundingSource.choices)
    facilitation_code = forms.CharField(
        label="Kode fasilitasi di SiHalal", max_length=20, required=False
    )
    unit_cost = forms.IntegerField(
        label="Biaya per sertifikat (rupiah)",
        min_value=0,
        max_value=100_000_000,
        initial=USUAL_UNIT_COST,
        error_messages=COUNT_ERRORS,
    )
    cost_source = forms.CharField(
        label="Dasar biaya",
        max_length=200,
        initial=USUAL_COST_SOURCE,
        help_text="Peraturan, keputusan, atau surat yang menetapkan biaya ini.",
        error_messages={"required": "Tulis dasar biaya, misalnya Peraturan BPJPH 1/2022."},
    )
    quota = forms.IntegerField(
        label="Kuota",
        min_value=1,
        max_value=1_000_000,
        help_text="Jumlah sertifikat yang dibiayai.",
        error_messages={**COUNT_ERRORS, "min_value": "Tulis kuota paling sedikit 1."},
    )
    starts_on = IndonesianDateField(label="Mulai menerima pengajuan", help_text="Contoh: 2/1/2026")
    ends_on = IndonesianDateField(label="Sampai", help_text="Contoh: 31/12/2026")
    has_ready_rules = forms.BooleanField(
        label="Pakai syarat usaha siap pakai untuk jalur ini",
        required=False,
        initial=True,
        help_text="Misalnya produsen, punya NIB, KBLI 10 atau 11. Bisa diubah nanti.",
    )

    def clean(self) -> dict[str, Any]:
        return _dates_in_order(self, super().clean() or {})

    def details(self) -> ProgrammeDetails:
        names = ProgrammeDetails.__dataclass_fields__
        return ProgrammeDetails(**{name: self.cleaned_data[name] for name in names})

    def opening(self) -> Opening:
        names = Opening.__dataclass_fields__
        return Opening(**{name: self.cleaned_data[name] for name in names})


class ProgrammeChangeForm(forms.Form):
    """Name and dates of a programme that is there; the labels are those of a new one."""

    name = forms.CharField(
        label="Nama program", max_length=160, error_messages={"required": "Tulis nama program."}
    )
    starts_on = IndonesianDateField(label="Mulai menerima pengajuan", help_text="Contoh: 2/1/2026")
    ends_on = IndonesianDateField(label="Sampai", help_text="Contoh: 31/12/2026")

    def clean(self) -> dict[str, Any]:
        return _dates_in_order(self, super().clean() or {})


def _dates_in_order(form: forms.Form, cleaned: dict[str, Any]) -> dict[str, Any]:
    first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
    if first and last and last < first:
        form.add_error("ends_on", "Tanggal selesai harus sesudah tanggal mulai.")
    return cleaned
