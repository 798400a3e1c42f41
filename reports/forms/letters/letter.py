"""One letter by hand: to whom, each placeholder of the template, who signs."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms

from halalportal.interface.fields import IndonesianDateField
from halalportal.lib.formats import long_date, rupiah_in_full
from reports.enums import Paper
from reports.letter_kinds.kinds import KINDS
from reports.letter_kinds.parts import Answer, Placeholder
from reports.letter_kinds.texts import used_in
from reports.letters.facts import Recipient
from reports.models import LetterTemplate
from reports.models.letterhead import SignerQuerySet

_PREFIX = "isian_"


class LetterForm(forms.Form):
    """The fields follow the template."""

    recipient = forms.CharField(
        label="Kepada",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Satu baris tiap bagian. Contoh: Kepala Dinas Perindustrian / di Sangatta",
        error_messages={"required": "Tulis penerima surat."},
    )
    signer = forms.ModelChoiceField(
        label="Penanda tangan",
        queryset=SignerQuerySet().none(),
        empty_label=None,
        error_messages={
            "required": "Pilih penanda tangan.",
            "invalid_choice": "Pilih penanda tangan dari daftar.",
        },
    )
    paper = forms.ChoiceField(
        label="Kertas",
        choices=Paper.choices,
        error_messages={"required": "Pilih kertas.", "invalid_choice": "Pilih kertas."},
    )

    def __init__(
        self, *args: Any, template: LetterTemplate, signers: SignerQuerySet, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        signer: Any = self.fields["signer"]
        signer.queryset = signers
        kind = KINDS[template.kind]
        asked = used_in(template.subject, template.body, template.copies)
        self.placeholders = [kind.placeholder(code) for code in asked if code in kind.codes]
        for each in self.placeholders:
            self.fields[f"{_PREFIX}{each.code}"] = _field(each)
        self.order_fields(["recipient", *(f"{_PREFIX}{each.code}" for each in self.placeholders)])

    def to_recipient(self) -> Recipient:
        """The lines that were typed; the first one names the recipient in lists."""
        text: str = self.cleaned_data["recipient"]
        lines = tuple(line.strip() for line in text.splitlines() if line.strip())
        return Recipient(lines[0], lines)

    def values(self) -> dict[str, str]:
        """Each placeholder as it is written in the letter."""
        return {
            each.code: _written(each, self.cleaned_data[f"{_PREFIX}{each.code}"])
            for each in self.placeholders
        }


def initial_of(fields: Mapping[str, str]) -> dict[str, str]:
    """What the boxes begin with, for values as they are written in a letter."""
    return {f"{_PREFIX}{code}": _typed(text) for code, text in fields.items()}


def _field(placeholder: Placeholder) -> forms.Field:
    hint = f"Contoh: {placeholder.example}"
    common: dict[str, Any] = {"label": placeholder.label, "help_text": hint}
    if placeholder.answer == Answer.DAY:
        return IndonesianDateField(**common)
    common["error_messages"] = {"required": f"Tulis {placeholder.label.lower()}."}
    if placeholder.answer == Answer.AMOUNT:
        common["error_messages"] |= {"invalid": "Tulis angka saja, misalnya 150000."}
        common["help_text"] = "Contoh: 150000"
        return forms.IntegerField(min_value=0, max_value=10**12, **common)
    if placeholder.answer == Answer.LONG:
        return forms.CharField(max_length=1_000, widget=forms.Textarea(attrs={"rows": 2}), **common)
    return forms.CharField(max_length=200, **common)


def _written(placeholder: Placeholder, value: Any) -> str:
    if placeholder.answer == Answer.DAY:
        return long_date(value)
    return rupiah_in_full(value) if placeholder.answer == Answer.AMOUNT else str(value)


def _typed(text: str) -> str:
    """An amount goes back into its digits; all else is typed as it is written."""
    amount = re.fullmatch(r"Rp([\d.]+),00 \(.*\)", text)
    return amount[1].replace(".", "") if amount else text
