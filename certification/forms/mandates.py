"""What a mandate is for, its paper, its code, and its end."""

import datetime
from typing import Any
from urllib.parse import urlencode

from django import forms

from certification.enums import MandateTask
from certification.models.mandates import MandateQuerySet
from certification.selectors.mandates import LONGEST_DAYS
from halalportal.interface.fields import IndonesianDateField
from halalportal.lib.uploads import ACCEPT


class TermsForm(forms.Form):
    """What somebody may do for the owner, and until when; all of it in the address."""

    tasks = forms.MultipleChoiceField(
        label="Boleh melakukan apa?",
        choices=MandateTask.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Pilih paling sedikit satu."},
    )
    ends_on = IndonesianDateField(
        label="Berlaku sampai",
        help_text="Paling lama satu tahun.",
        error_messages={"required": "Tulis hari terakhir, seperti 31/12/2026."},
    )

    def __init__(
        self, data: Any, *, day: datetime.date, usual: datetime.date, **kwargs: Any
    ) -> None:
        self.day = day
        self.usual = {"tasks": MandateTask.values, "ends_on": usual}
        is_asked = "ends_on" in data
        super().__init__(data if is_asked else None, initial=self.usual, **kwargs)

    def clean_ends_on(self) -> datetime.date:
        ends_on: datetime.date = self.cleaned_data["ends_on"]
        if not self.day <= ends_on <= self.day + datetime.timedelta(days=LONGEST_DAYS):
            raise forms.ValidationError("Pilih hari antara hari ini dan satu tahun lagi.")
        return ends_on

    def asked(self) -> dict[str, Any]:
        """Tasks and last day: what was chosen, else the usual ones."""
        is_chosen = self.is_bound and self.is_valid()
        return self.cleaned_data if is_chosen else self.usual


class PaperForm(forms.Form):
    """The photo of the paper that the owner signed or put a thumb on."""

    words_sha256 = forms.CharField(widget=forms.HiddenInput)
    mark = forms.ChoiceField(
        label="Apa yang ada di surat?",
        choices=[("signature", "Tanda tangan pemilik"), ("thumb", "Cap jempol pemilik")],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih tanda tangan atau cap jempol."},
    )
    photo = forms.FileField(
        label="Foto surat",
        help_text="Seluruh surat kelihatan dan bisa dibaca.",
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={
            "required": "Pilih foto surat yang sudah ditandatangani.",
            "empty": "Berkas ini kosong. Ambil foto surat lagi.",
            "invalid": "Pilih foto surat yang sudah ditandatangani.",
        },
    )


class CodeForm(forms.Form):
    """The six digits that the owner reads out."""

    code = forms.CharField(
        label="Kode dari pemilik",
        max_length=12,
        help_text="6 angka.",
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "class": "input-short"}
        ),
        error_messages={"required": "Ketik 6 angka dari pemilik."},
    )

    def clean_code(self) -> str:
        code = "".join(self.cleaned_data["code"].split())
        if not (len(code) == 6 and code.isascii() and code.isdigit()):
            raise forms.ValidationError("Kode terdiri dari 6 angka.")
        return code


class RevokeForm(forms.Form):
    """Nobody needs a reason to end a mandate."""

    reason = forms.CharField(label="Alasan, bila ada", required=False, max_length=200)


class MandateFilterForm(forms.Form):
    """The list of a desk: all, or those in one state. What makes no sense is left out."""

    keadaan = forms.ChoiceField(
        label="Keadaan",
        required=False,
        choices=[
            ("", "Semua"),
            ("berlaku", "Berlaku"),
            ("segera", "Segera berakhir"),
            ("berakhir", "Berakhir"),
            ("dicabut", "Dicabut"),
        ],
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def query(self) -> str:
        """The choice as a query string, for the pages of the list."""
        chosen = self.cleaned_data.get("keadaan")
        return urlencode({"keadaan": chosen}) if chosen else ""

    def apply(self, mandates: MandateQuerySet, day: datetime.date) -> MandateQuerySet:
        """The mandates in the chosen state on that day."""
        self.is_valid()
        match self.cleaned_data.get("keadaan"):
            case "berlaku":
                return mandates.in_force(day)
            case "segera":
                return mandates.ending(day).order_by("ends_on", "pk")
            case "berakhir":
                return mandates.filter(revoked_at=None, ends_on__lt=day)
            case "dicabut":
                return mandates.exclude(revoked_at=None)
            case _:
                return mandates
