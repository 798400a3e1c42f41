"""When the test of an event is open, on the clock of the place, and what it doesn't count."""

import datetime
from typing import Any

from django import forms

from halalportal.interface.fields import IndonesianDateField
from workshops.forms.period import time_field
from workshops.models import KnowledgeTest
from workshops.services.knowledge_tests import Times

# (moment, label) in the order of the page.
MOMENTS = (
    ("pre_opens_at", "Tes awal dibuka"),
    ("pre_closes_at", "Tes awal ditutup"),
    ("post_opens_at", "Tes akhir dibuka"),
    ("post_closes_at", "Tes akhir ditutup"),
)
SPANS = (("pre_opens_at", "pre_closes_at"), ("post_opens_at", "post_closes_at"))


class StrikeForm(forms.Form):
    """Why a question of a test does not count."""

    reason = forms.CharField(
        label="Alasan",
        max_length=200,
        help_text="Peserta dan dinas lain ikut membaca alasan ini. Jangan tulis nama orang.",
        error_messages={"required": "Tulis alasannya."},
    )


class TimesForm(forms.Form):
    """Four moments, each a day and an hour."""

    def __init__(self, *args: Any, test: KnowledgeTest, **kwargs: Any) -> None:
        self.zone = test.event.zone
        kwargs.setdefault("initial", self._initial(test))
        super().__init__(*args, **kwargs)
        for name, label in MOMENTS:
            self.fields[f"{name}_on"] = IndonesianDateField(label=f"{label}, tanggal")
            self.fields[f"{name}_time"] = time_field(f"{label}, jam", help_text="Contoh: 09.00")

    def _initial(self, test: KnowledgeTest) -> dict[str, Any]:
        initial: dict[str, Any] = {}
        for name, _ in MOMENTS:
            local = getattr(test, name).astimezone(self.zone)
            initial |= {f"{name}_on": local.date(), f"{name}_time": local.time()}
        return initial

    def clean(self) -> dict[str, Any]:
        """Adds the four moments; each phase closes after it opens."""
        data: dict[str, Any] = super().clean() or {}
        for name, _ in MOMENTS:
            day, hour = data.get(f"{name}_on"), data.get(f"{name}_time")
            if day and hour:
                data[name] = datetime.datetime.combine(day, hour, self.zone)
        for opens, closes in SPANS:
            if opens in data and closes in data and data[closes] <= data[opens]:
                self.add_error(f"{closes}_time", "Waktu tutup harus sesudah waktu buka.")
        return data

    def times(self) -> Times:
        """What the service takes; only after `is_valid`."""
        return Times(**{name: self.cleaned_data[name] for name, _ in MOMENTS})
