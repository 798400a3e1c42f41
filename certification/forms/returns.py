"""Why an application goes back: several coded reasons, a word on each; and the third time."""

import datetime
from dataclasses import dataclass
from typing import Any

from django import forms

from certification.models import ReturnReason
from certification.services.status import Mending
from certification.steps import PART_TITLES

OTHER = "other"
WHOLE = "Hal lain"


@dataclass(frozen=True, slots=True)
class Choice:
    """One reason as the page shows it: a box to tick, and a line for what exactly."""

    reason: ReturnReason
    is_ticked: bool
    note: Any
    position: int


class ReturnItemsForm(forms.Form):
    """What is to be mended. Each reason has a field of its own for a word on what exactly."""

    reason = forms.ModelMultipleChoiceField(
        label="Apa yang perlu diperbaiki?",
        queryset=ReturnReason.objects.none(),
        error_messages={"required": "Pilih apa yang perlu diperbaiki."},
    )
    note = forms.CharField(
        label="Catatan untuk pemilik",
        required=False,
        max_length=1_000,
        help_text="Contoh: foto nomor 2 buram, tulisan di kemasan tidak terbaca.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, day: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = ReturnReason.objects.valid_on(day)
        self.fields["reason"].queryset = reasons  # type: ignore[attr-defined]
        order = list(PART_TITLES)
        self.reasons = sorted(
            reasons, key=lambda r: order.index(r.part) if r.part in order else len(order)
        )
        for found in self.reasons:
            self.fields[_field(found)] = forms.CharField(
                label=f"Catatan: {found.label}",
                required=False,
                max_length=300,
                widget=forms.TextInput(attrs={"class": "form-control form-control-sm"}),
            )

    def groups(self) -> list[tuple[str, list[Choice]]]:
        """The reasons under the part where they are mended."""
        ticked = set(self["reason"].value() or ())
        grouped: dict[str, list[Choice]] = {}
        for position, reason in enumerate(self.reasons):
            choice = Choice(reason, reason.pk in ticked, self[_field(reason)], position)
            grouped.setdefault(PART_TITLES.get(reason.part, WHOLE), []).append(choice)
        return list(grouped.items())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        named = {reason.pk for reason in cleaned.get("reason") or ()}
        says = cleaned.get("note") or cleaned.get(f"note_{OTHER}")
        if OTHER in named and not says:
            self.add_error("note", "Tulis apa yang perlu diperbaiki.")
        return cleaned

    def items(self) -> list[Mending]:
        """What was ticked, in the order of the parts."""
        ticked = set(self.cleaned_data["reason"])
        return [
            Mending(reason, self.cleaned_data[_field(reason)])
            for reason in self.reasons
            if reason in ticked
        ]


class ThirdReturnForm(forms.Form):
    """What the supervisor decides instead of, or on, a third return."""

    SEND_BACK, CALL, ACCEPT, STOP = "send_back", "call", "accept", "stop"

    decision = forms.ChoiceField(
        label="Keputusan Anda",
        choices=[
            (SEND_BACK, "Kembalikan untuk ketiga kalinya"),
            (CALL, "Telepon pemilik dulu, catat sebagai kendala"),
            (ACCEPT, "Terima dan lanjut tanpa perbaikan"),
            (STOP, "Hentikan pengajuan"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih keputusan."},
    )
    answer = forms.CharField(
        label="Pesan untuk petugas yang meminta",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, can_accept: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not can_accept:
            field: Any = self.fields["decision"]
            field.choices = [choice for choice in field.choices if choice[0] != self.ACCEPT]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_other = cleaned.get("decision") not in (None, self.SEND_BACK)
        if is_other and not cleaned.get("answer"):
            self.add_error("answer", "Tulis apa yang harus dilakukan petugas sebagai gantinya.")
        return cleaned


def _field(reason: ReturnReason) -> str:
    return f"note_{reason.pk}"
