"""What an officer fills in about a day of the office's own calendar."""

from typing import Any, cast

from django import forms

from accounts.models import Organisation
from certification.forms.targets import FIRST_YEAR, LAST_YEAR
from certification.models import OfficeDay
from certification.services.office_days import DayDetails
from halalportal.interface.fields import IndonesianDateField

OPEN, CLOSED = "open", "closed"


class YearForm(forms.Form):
    """Which year to look at."""

    tahun = forms.IntegerField(
        label="Tahun",
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        localize=False,
        error_messages={
            "invalid": "Tulis tahun, misalnya 2026.",
            "min_value": f"Tulis tahun mulai {FIRST_YEAR}.",
            "max_value": f"Tulis tahun sampai {LAST_YEAR}.",
        },
    )


class OfficeDayForm(forms.Form):
    """A day on which the office departs from the national calendar."""

    office = forms.ModelChoiceField(
        label="Kantor",
        queryset=Organisation.objects.none(),
        error_messages={"required": "Pilih kantor.", "invalid_choice": "Pilih kantor Anda."},
    )
    day = IndonesianDateField(label="Tanggal", help_text="Contoh: 9/1/2026")
    kind = forms.ChoiceField(
        label="Kantor pada tanggal itu",
        choices=[(CLOSED, "Libur"), (OPEN, "Bekerja")],
        initial=CLOSED,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih libur atau bekerja."},
    )
    name = forms.CharField(
        label="Nama hari",
        max_length=OfficeDay._meta.get_field("name").max_length,
        help_text="Contoh: Hari jadi Kalimantan Timur",
        error_messages={"required": "Tulis nama hari."},
    )
    source = forms.CharField(
        label="Dasar",
        max_length=OfficeDay._meta.get_field("source").max_length,
        help_text="Contoh: SE Gubernur 100.3.4/12/2026",
        error_messages={"required": "Tulis surat atau keputusan yang menetapkan hari ini."},
    )

    def __init__(self, *args: Any, offices: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(offices) > 1:
            field = cast("forms.ModelChoiceField[Organisation]", self.fields["office"])
            field.queryset = Organisation.objects.filter(pk__in=[o.pk for o in offices])
        else:
            del self.fields["office"]

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(f"Tulis tahun antara {FIRST_YEAR} dan {LAST_YEAR}.")
        return day

    def details(self) -> DayDetails:
        data = self.cleaned_data
        return DayDetails(
            day=data["day"],
            is_working=data["kind"] == OPEN,
            name=data["name"],
            source=data["source"],
        )
