"""What people fill in on report pages."""

import datetime
from typing import Any

from django import forms

from halalportal.interface.fields import IndonesianDateField


class AsOfForm(forms.Form):
    """The day of the figures; empty means now."""

    per = IndonesianDateField(label="Tanggal", required=False)

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_per(self) -> datetime.date | None:
        day: datetime.date | None = self.cleaned_data["per"]
        if day and day > self.today:
            raise forms.ValidationError("Pilih tanggal sampai hari ini.")
        # The figures of today are those of this moment.
        return None if day == self.today else day
