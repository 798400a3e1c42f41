"""After how many days of standstill each role is told."""

from typing import Any

from django import forms

from accounts.enums import Role
from reports.selectors.ladders import KINDS, UPWARDS, Days, Kind


class LadderForm(forms.Form):
    """After how many working days each role is told; empty means never."""

    def __init__(self, *args: Any, present: dict[Kind, Days], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, days in present.items():
            for role in kind.roles:
                self.fields[_name(kind, role)] = forms.IntegerField(
                    label=f"{kind.label}, {role.label}",
                    initial=days.get(role),
                    required=False,
                    min_value=1,
                    max_value=250,
                    error_messages={
                        "invalid": "Tulis hari kerja dengan angka, misalnya 3.",
                        "min_value": "Paling sedikit 1 hari kerja.",
                        "max_value": "Paling banyak 250 hari kerja.",
                    },
                    widget=forms.NumberInput(attrs={"class": "form-control input-short"}),
                )

    def rows(self) -> list[tuple[Kind, list[tuple[str, Any]]]]:
        """Each kind with its boxes in the order of the roles; None where a role has no step."""
        return [
            (
                kind,
                [
                    (role.label, self[_name(kind, role)] if role in kind.roles else None)
                    for role in UPWARDS
                ],
            )
            for kind in KINDS
        ]

    def ladders(self) -> dict[Kind, Days]:
        """What was filled in."""
        return {
            kind: {
                role.value: days
                for role in kind.roles
                if (days := self.cleaned_data.get(_name(kind, role)))
            }
            for kind in KINDS
        }


def _name(kind: Kind, role: Role) -> str:
    return "-".join(filter(None, (kind.trigger.value, kind.status, role.value)))
