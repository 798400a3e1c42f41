"""The days and periods of a report."""

import datetime
from typing import Any, Self

from django import forms

from halalportal.interface.fields import IndonesianDateField
from halalportal.lib.formats import long_date


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


class PeriodFilterForm(forms.Form):
    """From which day to which."""

    dari = IndonesianDateField(label="Dari tanggal")
    sampai = IndonesianDateField(label="Sampai tanggal")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if {"dari", "sampai"} <= data.keys() and data["sampai"] < data["dari"]:
            self.add_error("sampai", "Tanggal akhir harus sesudah tanggal awal.")
        return data


class ComparisonForm(PeriodFilterForm):
    """The two days of a comparison, both within the programme's life so far."""

    def __init__(
        self, *args: Any, first: datetime.date, today: datetime.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.first, self.today = first, today

    def as_written(self) -> Self:
        """The same days as people write them, once they are found valid."""
        return type(self)(initial=self.cleaned_data, first=self.first, today=self.today)

    def clean_dari(self) -> datetime.date:
        return self._within(self.cleaned_data["dari"])

    def clean_sampai(self) -> datetime.date:
        return self._within(self.cleaned_data["sampai"])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if {"dari", "sampai"} <= data.keys() and data["sampai"] == data["dari"]:
            self.add_error("sampai", "Pilih dua tanggal yang berbeda.")
        return data

    def _within(self, day: datetime.date) -> datetime.date:
        if day > self.today:
            raise forms.ValidationError("Pilih tanggal sampai hari ini.")
        if day < self.first:
            began = long_date(self.first)
            raise forms.ValidationError(f"Program ini mulai {began}. Pilih tanggal sejak hari itu.")
        return day
