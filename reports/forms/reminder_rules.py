"""A reminder rule of a programme."""

from typing import Any

from django import forms

from certification.enums import DayBasis
from reports.models import ProgrammeReminderRule, ReminderRule
from reports.services.reminder_rules import Wording


class RuleForm(forms.Form):
    """When it speaks and what it says."""

    is_active = forms.BooleanField(label="Kirim pengingat ini", required=False)
    days = forms.IntegerField(
        label="Jumlah hari",
        min_value=0,
        max_value=120,
        error_messages={
            "required": "Tulis jumlah hari, misalnya 3.",
            "invalid": "Tulis jumlah hari dengan angka, misalnya 3.",
            "min_value": "Paling sedikit 0 hari.",
            "max_value": "Paling banyak 120 hari.",
        },
        widget=forms.NumberInput(attrs={"class": "input-short"}),
    )
    day_basis = forms.ChoiceField(label="Cara menghitung hari", choices=DayBasis.choices)
    subject = forms.CharField(
        label="Perihal", max_length=120, error_messages={"required": "Tulis perihalnya."}
    )
    body = forms.CharField(
        label="Teks",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Tulis teksnya."},
    )

    def __init__(
        self, *args: Any, holds: ReminderRule | ProgrammeReminderRule, before: bool, **kwargs: Any
    ) -> None:
        # A rule speaks before or after its day by what it is; a programme moves it on that side.
        self.sign = -1 if before else 1
        super().__init__(*args, **kwargs)
        self.initial = {
            "is_active": holds.is_active,
            "days": abs(holds.offset_days),
            "day_basis": holds.day_basis,
            "subject": holds.subject,
            "body": holds.body,
        }
        side = "sebelum harinya" if before else "sesudah harinya"
        self.fields["days"].label = f"Berapa hari {side}?"

    def wording(self) -> Wording:
        """What was filled in."""
        data = self.cleaned_data
        return Wording(
            offset_days=self.sign * data["days"],
            day_basis=data["day_basis"],
            subject=data["subject"],
            body=data["body"],
            is_active=data["is_active"],
        )
