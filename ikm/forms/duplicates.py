"""Which record of a pair stays, and which value of each kind."""

from typing import Any

from django import forms

from ikm.models import Business
from ikm.selectors.choices import CHOICES, lacking
from ikm.selectors.duplicate_pairs import Comparison


class MergeForm(forms.Form):
    """One radio for the record that stays, and one for each value that both know differently."""

    kept = forms.TypedChoiceField(
        label="Usaha yang dipertahankan",
        coerce=int,
        error_messages={
            "required": "Pilih usaha yang dipertahankan.",
            "invalid_choice": "Pilih usaha yang dipertahankan.",
        },
    )

    def __init__(self, *args: Any, comparison: Comparison, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.comparison = comparison
        self.preferred = _fuller(comparison.first, comparison.second)
        sides = [(str(b.pk), b.name) for b in (comparison.first, comparison.second)]
        kept: Any = self.fields["kept"]
        kept.choices, kept.initial = sides, self.preferred.pk
        for row in comparison.rows:
            if row.is_open:
                self.fields[row.choice.name] = forms.TypedChoiceField(
                    label=row.choice.label,
                    choices=sides,
                    coerce=int,
                    required=False,
                    empty_value=None,
                    error_messages={"invalid_choice": f"Pilih {row.choice.label} yang benar."},
                )

    @property
    def kept_id(self) -> int:
        return int(self.cleaned_data["kept"])

    def taken(self) -> set[str]:
        """Names of the choices whose value comes from the record that goes."""
        first, second = self.comparison.first, self.comparison.second
        kept, absorbed = (first, second) if first.pk == self.kept_id else (second, first)
        chosen = {n for n, v in self.cleaned_data.items() if n != "kept" and v == absorbed.pk}
        return lacking(kept, absorbed) | chosen


def _fuller(first: Business, second: Business) -> Business:
    """The record that knows more; the older one if they know as much."""

    def known(business: Business) -> int:
        return sum(not choice.is_empty(business) for choice in CHOICES)

    return second if known(second) > known(first) else first
