"""The page of the whole record: the walk-in's questions, the rest, and the permits."""

from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils import timezone

from halalportal.lib.identifiers import read_npwp
from halalportal.lib.texts import squeeze
from ikm.forms.business import OwnBusinessForm
from ikm.forms.fields import CountField, RupiahField
from ikm.forms.permits import BasePermitFormSet
from ikm.models import Business
from ikm.selectors.facts import RecordFacts
from ikm.sizes import Finances

_STORED = "Sudah tersimpan. Isi hanya untuk menggantinya."
_WORKERS = "Tulis jumlah karyawan dengan angka, misalnya 3."
_AMOUNTS = ("capital", "sales", "investment")
_PLAIN = ("workers_male", "workers_female", "established_year", "siinas_id")
# Title → names of the questions, in the page's order; what a form doesn't ask is left out.
_SECTIONS = {
    "Identitas": ("name", "brand", "owner_name", "nik", "npwp", "nib", "phone", "email"),
    "Alamat": ("village", "address"),
    "Usaha": (
        *("kbli_code", "kbli_version", "scale", "established_year", "siinas_id"),
        *("operational_status", "is_mentored"),
    ),
    "Tenaga kerja dan modal": ("workers_male", "workers_female", *_AMOUNTS),
    "Produk": ("products",),
}


class RecordForm(forms.Form):
    """What a record may hold beyond the walk-in's questions. Sealed values are never sent back."""

    npwp = forms.CharField(label="NPWP", help_text="15 atau 16 angka", required=False)
    established_year = CountField(label="Tahun berdiri", sentence="Tulis tahun seperti 2019.")
    siinas_id = forms.CharField(label="Nomor akun SIINas", max_length=40, required=False)
    workers_male = CountField(label="Karyawan laki-laki", sentence=_WORKERS)
    workers_female = CountField(label="Karyawan perempuan", sentence=_WORKERS)
    capital = RupiahField(label="Modal usaha", help_text="Tanpa tanah dan bangunan")
    sales = RupiahField(label="Penjualan setahun", help_text="Contoh: 150 juta")
    investment = RupiahField(label="Nilai investasi", help_text="Tanpa tanah dan bangunan")

    def __init__(self, *args: Any, business: Business, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {name: getattr(business, name) for name in _PLAIN})
        super().__init__(*args, **kwargs)
        self.business = business
        self.doubts: list[str] = []  # about answers that are kept although they look strange
        if business.npwp_index:
            self.fields["npwp"].help_text = _STORED
        known = business.finances
        for name in _AMOUNTS:
            if getattr(known, name) is not None:
                self.fields[name].help_text = _STORED

    def clean_npwp(self) -> str:
        found = read_npwp(self.cleaned_data["npwp"])
        if found.problem:
            raise forms.ValidationError(found.problem, code=found.fault)
        self.doubts = found.warnings
        return found.value

    def clean_siinas_id(self) -> str:
        return squeeze(self.cleaned_data["siinas_id"])

    def clean_established_year(self) -> int | None:
        year: int | None = self.cleaned_data["established_year"]
        if year is not None and not 1900 <= year <= timezone.localdate().year:
            raise forms.ValidationError("Tulis tahun seperti 2019.", code="year")
        return year

    def facts(self) -> RecordFacts:
        """The cleaned answers; a question that the page didn't send stays as it was."""
        data = self.cleaned_data
        plain = {
            name: data[name] if name in self.data else getattr(self.business, name)
            for name in _PLAIN
        }
        finances = Finances(**{name: data[name] for name in _AMOUNTS})
        return RecordFacts(npwp=data["npwp"], finances=finances, **plain)

    def warnings(self) -> list[str]:
        """What looks strange, or is still missing for the sizes; nothing is blocked by it."""
        data = self.cleaned_data
        if (data["workers_male"] is None) != (data["workers_female"] is None):
            missing = "Tulis karyawan laki-laki dan perempuan. Kalau tidak ada, tulis 0."
            return [*self.doubts, missing]
        return self.doubts


@dataclass(frozen=True, slots=True)
class RecordPage:
    """The forms of one page, seen as one."""

    business_form: OwnBusinessForm
    record_form: RecordForm
    permits: BasePermitFormSet

    @property
    def parts(self) -> list[forms.Form]:
        """Every form of the page, for the summary of errors."""
        return [self.business_form, self.record_form, *self.permits.forms]

    def is_valid(self) -> bool:
        """Whether each form is valid; all of them are checked, so all errors show at once."""
        checked = [self.business_form.is_valid(), self.record_form.is_valid()]
        checked.append(self.permits.is_valid() or not self.permits.is_bound)
        return all(checked)

    @property
    def has_errors(self) -> bool:
        return any(form.errors for form in self.parts if form.is_bound)

    @property
    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Titles with their questions."""
        asked = {f.name: f for form in (self.business_form, self.record_form) for f in form}
        return [
            (title, [asked[name] for name in names if name in asked])
            for title, names in _SECTIONS.items()
        ]

    def details(self) -> RecordFacts:
        """The rest of the record as facts."""
        facts = self.record_form.facts()
        if not self.permits.is_bound:
            return facts
        return replace(facts, permits=self.permits.facts())

    def warnings(self) -> list[str]:
        """Sentences about answers that were saved but look unfinished."""
        permits = self.permits.warnings() if self.permits.is_bound else []
        return [*self.business_form.warnings, *self.record_form.warnings(), *permits]
