"""What a province officer fills in about a target."""

import datetime
from typing import Any, cast

from django import forms

from accounts.models import Organisation
from certification.enums import DayBasis, TargetMeasure
from certification.forms.programmes import COUNT_ERRORS
from certification.models import Programme, Target
from certification.selectors.due_dates import calendars_for
from certification.services.targets import TargetDetails
from halalportal.interface.fields import IndonesianDateField
from halalportal.lib.formats import long_date, number
from halalportal.lib.working_days import last_of
from regions.models import Region

FIRST_YEAR, LAST_YEAR = 2014, 2100
MOST_DAYS = 3_000


class TargetForm(forms.Form):
    """A dated target; its due day is given as a date, or as so many days from the start."""

    name = forms.CharField(
        label="Nama target",
        max_length=120,
        help_text="Contoh: 100 hari kerja gubernur",
        error_messages={"required": "Tulis nama target."},
    )
    quantity = forms.IntegerField(
        label="Jumlah",
        min_value=1,
        max_value=1_000_000,
        error_messages={**COUNT_ERRORS, "min_value": "Tulis jumlah paling sedikit 1."},
    )
    measure = forms.ChoiceField(
        label="Yang dihitung",
        choices=TargetMeasure.choices,
        initial=TargetMeasure.USED,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih yang dihitung."},
    )
    starts_on = IndonesianDateField(label="Mulai dihitung", help_text="Contoh: 20/2/2026")
    due_on = IndonesianDateField(
        label="Tenggat", help_text="Contoh: 31/5/2026. Isi ini atau jumlah hari.", required=False
    )
    days = forms.IntegerField(
        label="Jumlah hari sejak mulai",
        min_value=1,
        max_value=MOST_DAYS,
        required=False,
        help_text="Contoh: 100",
        error_messages={
            "invalid": "Tulis jumlah hari dengan angka, misalnya 100.",
            "min_value": "Tulis jumlah hari paling sedikit 1.",
            "max_value": f"Tulis jumlah hari paling banyak {number(MOST_DAYS)}.",
        },
    )
    day_basis = forms.ChoiceField(
        label="Dihitung dalam",
        choices=DayBasis.choices,
        initial=DayBasis.CALENDAR,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih cara menghitung hari."},
    )
    counts_first_day = forms.BooleanField(label="Hari pertama ikut dihitung", required=False)
    region = forms.ModelChoiceField(
        label="Hanya untuk kabupaten/kota",
        queryset=Region.objects.none(),
        required=False,
        empty_label="Seluruh program",
        error_messages={"invalid_choice": "Pilih kabupaten/kota di provinsi program ini."},
    )
    organisation = forms.ModelChoiceField(
        label="Hanya untuk LP3H",
        queryset=Organisation.objects.none(),
        required=False,
        empty_label="Semua LP3H",
        error_messages={"invalid_choice": "Pilih LP3H yang punya kuota di program ini."},
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programme = programme
        regions = cast("forms.ModelChoiceField[Region]", self.fields["region"])
        regions.queryset = Region.objects.regencies().filter(parent_id=programme.region_id)
        organisations = cast("forms.ModelChoiceField[Organisation]", self.fields["organisation"])
        organisations.queryset = Organisation.objects.filter(
            allocations__programme=programme
        ).distinct()

    def clean_starts_on(self) -> datetime.date:
        return _sane(self.cleaned_data["starts_on"])

    def clean_due_on(self) -> datetime.date | None:
        due_on = self.cleaned_data["due_on"]
        return _sane(due_on) if due_on else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not {"starts_on", "day_basis"} <= cleaned.keys() or self.errors:
            return cleaned
        due_on, days = cleaned.get("due_on"), cleaned.get("days")
        if days:
            counted = self._last_of(days)
            if due_on and due_on != counted:
                self.add_error(
                    "days",
                    f"{number(days)} hari berakhir {long_date(counted)}, bukan pada tenggat yang "
                    "Anda tulis. Kosongkan salah satu.",
                )
            cleaned["due_on"] = counted
        elif not due_on:
            self.add_error("due_on", "Tulis tenggat, atau jumlah hari sejak mulai.")
        elif due_on < cleaned["starts_on"]:
            self.add_error("due_on", "Tenggat harus sesudah tanggal mulai dihitung.")
        return cleaned

    def _last_of(self, days: int) -> datetime.date:
        cleaned = self.cleaned_data
        code = cleaned["region"].pk if cleaned.get("region") else ""
        calendar = calendars_for(self.programme, code).of(cleaned["day_basis"], code)
        counts_start = cleaned["counts_first_day"]
        return last_of(cleaned["starts_on"], days, calendar, counts_start=counts_start)

    def details(self) -> TargetDetails:
        names = TargetDetails.__dataclass_fields__
        return TargetDetails(**{name: self.cleaned_data[name] for name in names})

    def draft(self) -> Target:
        """The target as filled in, not saved."""
        details = self.details()
        fields = {name: getattr(details, name) for name in TargetDetails.__dataclass_fields__}
        return Target(programme=self.programme, **fields)


def initial_of(target: Target) -> dict[str, Any]:
    """What the form shows of a target."""
    return {name: getattr(target, name) for name in TargetDetails.__dataclass_fields__}


def _sane(day: datetime.date) -> datetime.date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise forms.ValidationError(f"Tulis tahun antara {FIRST_YEAR} dan {LAST_YEAR}.")
    return day
