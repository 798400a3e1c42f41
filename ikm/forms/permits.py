"""The rows of permits on the page of a record."""

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone

from halalportal.interface.fields import IndonesianDateField
from halalportal.lib.identifiers import pirt_facts, read_pirt
from halalportal.lib.texts import squeeze
from ikm.enums import PermitKind
from ikm.models import Business
from ikm.selectors.facts import PermitFacts

PREFIX = "izin"
_KINDS = [("", "Pilih jenis izin"), *PermitKind.choices]


class PermitForm(forms.Form):
    """One permit; a row without kind and number is no permit."""

    kind = forms.ChoiceField(
        label="Jenis izin", choices=_KINDS, error_messages={"required": "Pilih jenis izin."}
    )
    number = forms.CharField(
        label="Nomor izin", max_length=60, error_messages={"required": "Tulis nomor izin."}
    )
    issued_on = IndonesianDateField(label="Tanggal terbit", required=False)
    expires_on = IndonesianDateField(label="Berlaku sampai", required=False)
    issuer = forms.CharField(label="Penerbit", max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        """Checks the number by its kind and the order of the dates."""
        data = self.cleaned_data
        if data.get("kind") and data.get("number"):
            self._clean_number(data["kind"], data["number"])
        issued, expires = data.get("issued_on"), data.get("expires_on")
        if issued and expires and expires < issued:
            self.add_error("expires_on", "Tanggal ini sebelum tanggal terbit. Periksa izinnya.")
        return data

    def _clean_number(self, kind: str, number: str) -> None:
        self.cleaned_data["number"] = squeeze(number)
        if kind == PermitKind.PIRT:
            found = read_pirt(number)
            if found.problem:
                self.add_error("number", found.problem)
            self.cleaned_data["number"] = found.value
        if kind == PermitKind.MD:
            compact = re.sub(r"[\s.\-]", "", number).upper()
            if not re.fullmatch(r"M[DL]\d{12}", compact):
                self.add_error("number", "Nomor MD/ML ditulis seperti MD 123456789012 (12 angka).")
            self.cleaned_data["number"] = compact

    @property
    def warning(self) -> str:
        """What is strange about the permit but may be true; "" if nothing."""
        data = self.cleaned_data
        today = timezone.localdate()
        if data["expires_on"] and data["expires_on"] < today:
            return f"Izin {data['number']} sudah lewat masa berlakunya. Tanyakan yang baru."
        if data["kind"] == PermitKind.PIRT and pirt_facts(data["number"]).expires < today.year:
            year = pirt_facts(data["number"]).expires
            return f"Menurut nomornya, P-IRT {data['number']} berlaku sampai {year}. Periksa lagi."
        return ""


if TYPE_CHECKING:
    _FormSet = forms.BaseFormSet[PermitForm]
else:
    _FormSet = forms.BaseFormSet


class BasePermitFormSet(_FormSet):
    """All permits of one business and two empty rows."""

    @property
    def filled(self) -> list[PermitForm]:
        """The rows that hold a permit and are not ticked for removal."""
        return [
            form
            for form in self.forms
            if form.cleaned_data.get("number") and not form.cleaned_data.get("DELETE")
        ]

    def facts(self) -> tuple[PermitFacts, ...]:
        """The permits as facts."""
        names = ("kind", "number", "issued_on", "expires_on", "issuer")
        return tuple(
            PermitFacts(**{name: form.cleaned_data[name] for name in names}) for form in self.filled
        )

    def warnings(self) -> list[str]:
        return [form.warning for form in self.filled if form.warning]

    def add_fields(self, form: PermitForm, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = "Hapus izin ini"


PermitFormSet: type[BasePermitFormSet] = forms.formset_factory(  # type: ignore[assignment]
    PermitForm,
    formset=BasePermitFormSet,
    extra=2,
    can_delete=True,
    can_delete_extra=False,
    max_num=30,
)


def permit_rows(business: Business, data: Any) -> BasePermitFormSet:
    """The rows of the business; bound when the page sent them."""
    names = ("kind", "number", "issued_on", "expires_on", "issuer")
    initial = [{name: getattr(p, name) for name in names} for p in business.permits.all()]
    is_sent = data is not None and f"{PREFIX}-TOTAL_FORMS" in data
    return PermitFormSet(data if is_sent else None, initial=initial, prefix=PREFIX)
