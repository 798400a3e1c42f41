"""The words of an event's report."""

from typing import Any

from django import forms

from workshops.models import EventReport, Stop
from workshops.services.event_reports import ReportTexts, version_of

MOST_LETTERS = 6000


def _text(label: str, example: str, *, rows: int = 5) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=MOST_LETTERS,
        help_text=example,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"max_length": "Tulis paling banyak 6.000 huruf."},
    )


class EventReportForm(forms.Form):
    """Four parts, and what was learned at each visit of an itinerary."""

    background = _text("Latar belakang", "Contoh: mengapa kegiatan ini diadakan, dan dasarnya.")
    results = _text("Hasil", "Contoh: apa yang berubah bagi peserta.")
    obstacles = _text("Kendala", "Contoh: jaringan di aula putus dua kali.")
    suggestions = _text("Saran", "Contoh: tambah waktu untuk praktik.")
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, report: EventReport | None, stops: list[Stop]) -> None:
        initial: dict[str, Any] = {"seen": version_of(report)}
        names = ReportTexts.__dataclass_fields__
        if report:
            initial |= {name: getattr(report, name) for name in names}
        initial |= {f"stop{stop.pk}": stop.learned for stop in stops}
        super().__init__(data, initial=initial)
        self.stops = stops
        for stop in stops:
            label = f"Yang dipelajari di {stop.place}"
            self.fields[f"stop{stop.pk}"] = _text(label, stop.purpose, rows=3)

    def texts(self) -> ReportTexts:
        """What the service takes; only after `is_valid`."""
        names = ReportTexts.__dataclass_fields__
        return ReportTexts(**{name: self.cleaned_data[name] for name in names})

    def learned(self) -> dict[int, str]:
        """stop id → what was learned there; only after `is_valid`."""
        return {stop.pk: self.cleaned_data[f"stop{stop.pk}"] for stop in self.stops}
