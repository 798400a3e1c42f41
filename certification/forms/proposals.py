"""The lines of a proposal: who is taken, and another companion for some."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from accounts.models import CompanionProfile
from certification.models import ProposedAssignment
from certification.selectors.companion_load import CompanionLine
from certification.services.proposals import Choice


@dataclass(frozen=True, slots=True)
class LineFields:
    """One line with its two fields."""

    line: ProposedAssignment
    taken: BoundField
    companion: BoundField


class LinesForm(forms.Form):
    """A tick and a companion for each line of a page."""

    def __init__(
        self,
        *args: Any,
        lines: Sequence[ProposedAssignment],
        companions: Sequence[CompanionLine],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        choices = [
            ("", "Tidak ada"),
            *((line.profile.user_id, _label(line)) for line in companions),
        ]
        for line in lines:
            self._add_fields(line, choices)

    def _add_fields(self, line: ProposedAssignment, choices: Sequence[tuple[Any, str]]) -> None:
        name = line.business.name
        self.fields[f"take_{line.pk}"] = forms.BooleanField(
            label=f"Tugaskan {name}", required=False, initial=line.is_taken
        )
        self.fields[f"companion_{line.pk}"] = forms.TypedChoiceField(
            label=f"Pendamping {name}",
            choices=choices,
            coerce=int,
            empty_value=None,
            required=False,
            initial=line.companion_id or "",
            error_messages={
                "invalid_choice": f"Pendamping untuk {name} tidak bisa dipilih lagi. Pilih lagi."
            },
            widget=forms.Select(attrs={"class": "form-select"}),
        )

    @property
    def rows(self) -> list[LineFields]:
        return [
            LineFields(line, self[f"take_{line.pk}"], self[f"companion_{line.pk}"])
            for line in self.lines
        ]

    def choices(self) -> dict[int, Choice]:
        """What was chosen, by the line's id."""
        data = self.cleaned_data
        return {
            line.pk: Choice(data[f"take_{line.pk}"], data[f"companion_{line.pk}"])
            for line in self.lines
        }


def _label(line: CompanionLine) -> str:
    profile: CompanionProfile = line.profile
    return f"{profile.user.name} ({line.load}/{profile.capacity})"
