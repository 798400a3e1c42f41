"""Choosing the companion of a business."""

from typing import Any

from django import forms

from accounts.models import Membership
from ikm.models import Business
from ikm.selectors.companions import companions_for


class CompanionField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Shows who, from where, and how much the person has to do already."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.user.name} – {obj.organisation} ({obj.business_count} usaha)"


class AssignmentForm(forms.Form):
    """One question: who accompanies the business."""

    membership = CompanionField(
        queryset=Membership.objects.none(),
        label="Pendamping",
        empty_label="Pilih pendamping",
        help_text="Angka di belakang nama: jumlah usaha yang sedang didampingi.",
        error_messages={
            "required": "Pilih pendamping.",
            "invalid_choice": "Pendamping ini tidak aktif lagi. Pilih yang lain.",
        },
    )

    def __init__(self, *args: Any, business: Business, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["membership"]
        field.queryset = companions_for(business)
