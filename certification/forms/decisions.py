"""What is filled in to take an application a step further."""

import datetime
from typing import Any

from django import forms

from certification.models import StopReason
from certification.steps import PART_TITLES


class ReasonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A coded reason as one of a few radio buttons, with the part that it is about."""

    widget = forms.RadioSelect

    def label_from_instance(self, obj: Any) -> str:
        part, label = PART_TITLES.get(getattr(obj, "part", ""), ""), str(obj.label)
        if part and label[1:2].islower():  # an abbreviation such as NIB keeps its capitals
            label = label[:1].lower() + label[1:]
        return f"{part}: {label}" if part else label


class StopForm(forms.Form):
    """Why it ends."""

    reason = ReasonField(
        label="Mengapa pengajuan ini dihentikan?",
        queryset=StopReason.objects.none(),
        empty_label=None,
        error_messages={"required": "Pilih alasan."},
    )
    note = forms.CharField(
        label="Catatan",
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, day: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].queryset = StopReason.objects.valid_on(day)  # type: ignore[attr-defined]
