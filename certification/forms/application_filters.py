"""The filters of the list of applications."""

import datetime
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import Q
from django.utils import timezone

from accounts.models import Organisation, User
from certification.enums import Place, Status
from certification.models import Allocation, Application, Programme
from certification.models.application import ApplicationQuerySet
from certification.selectors.past import holding, with_status_at
from certification.selectors.zones import end_of_day_in, zone_of
from halalportal.interface.fields import IndonesianDateField
from halalportal.lib.formats import long_date
from regions.models import Region

ALL = [("", "Semua")]
# How each choice stands in the address.
KEYS = {"kabupaten": "pk", "program": "slug", "lp3h": "pk"}


class FilterForm(forms.Form):
    """The filters of the list, all in the address so that a list can be shared.

    `status` may stand several times. Unknown values are left out rather than refused.
    """

    status = forms.MultipleChoiceField(
        label="Status",
        choices=Status.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    kabupaten = forms.ModelChoiceField(
        label="Kabupaten/kota", queryset=Region.objects.none(), required=False, empty_label="Semua"
    )
    program = forms.ModelChoiceField(
        label="Program",
        queryset=Programme.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label="Semua",
    )
    lp3h = forms.ModelChoiceField(
        label="LP3H", queryset=Organisation.objects.none(), required=False, empty_label="Semua"
    )
    tempat = forms.ChoiceField(label="Tempat kuota", choices=[*ALL, *Place.choices], required=False)
    per = IndonesianDateField(label="Keadaan pada tanggal", required=False)
    perbaikan = forms.BooleanField(label="Perbaikan sudah dikirim", required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        choices = {
            "kabupaten": ("regency_id", "region_id", Region.objects),
            "program": ("programme_id", "programme_id", Programme.objects),
            "lp3h": ("organisation_id", "organisation_id", Organisation.objects),
        }
        seen = Application.objects.visible_to(user)
        # A level without applications can be asked for too: then the list is empty.
        levels = Allocation.objects.visible_to(user)
        for name, (case, level, objects) in choices.items():
            found = Q(pk__in=seen.values(case)) | Q(pk__in=levels.values(level))
            self.fields[name].queryset = objects.filter(found)  # type: ignore[attr-defined]
        for name in (*choices, "tempat"):
            self.fields[name].widget.attrs["class"] = "form-select"
        self.fields["per"].widget.attrs["class"] = "form-control input-short"

    def apply(self, applications: ApplicationQuerySet) -> ApplicationQuerySet:
        """The applications that meet all filters that were understood."""
        self.is_valid()
        chosen = self.cleaned_data
        if programme := chosen.get("program"):
            applications = applications.filter(programme=programme)
        if chosen.get("tempat"):
            applications = self._with_place(applications, Place(chosen["tempat"]))
        else:
            applications = self._of_level(applications)
        if self.day:
            return self._as_of(applications)
        if statuses := chosen.get("status"):
            applications = applications.in_status(*statuses)
        return applications.resubmitted() if chosen.get("perbaikan") else applications

    @property
    def day(self) -> datetime.date | None:
        """The past day that was asked for; today is no past day, and a day to come none at all."""
        day: datetime.date | None = self.cleaned_data.get("per")
        return day if day and day < timezone.localdate(timezone=ZoneInfo(self.zone)) else None

    @property
    def zone(self) -> str:
        """The time zone in which the day ends."""
        programme: Programme | None = self.cleaned_data.get("program")
        return programme.region.time_zone if programme else zone_of(self.user)

    @property
    def _moment(self) -> datetime.datetime | None:
        return end_of_day_in(self.zone, self.day) if self.day else None

    def _of_level(self, applications: ApplicationQuerySet) -> ApplicationQuerySet:
        """Those of a kab/kota and of an LP3H."""
        if region := self.cleaned_data.get("kabupaten"):
            applications = applications.filter(regency=region)
        if organisation := self.cleaned_data.get("lp3h"):
            applications = applications.served_by(organisation.pk)
        return applications

    def _with_place(self, applications: ApplicationQuerySet, place: Place) -> ApplicationQuerySet:
        """Those with a place of the chosen levels, as many as the ledger counts there."""
        chosen = self.cleaned_data
        asked = {
            "programme_id": chosen["program"].pk if chosen.get("program") else None,
            "region_id": chosen["kabupaten"].pk if chosen.get("kabupaten") else None,
            "organisation_id": chosen["lp3h"].pk if chosen.get("lp3h") else None,
        }
        return holding(
            applications, place, {k: v for k, v in asked.items() if v}, moment=self._moment
        )

    def _as_of(self, applications: ApplicationQuerySet) -> ApplicationQuerySet:
        """With the status of that day, and by it."""
        moment = self._moment
        if moment is None:
            return applications
        if not self.cleaned_data.get("tempat"):
            applications = applications.filter(created_at__lt=moment)
        applications = with_status_at(applications, moment)
        statuses = self.cleaned_data.get("status")
        if not statuses:
            return applications
        return applications.filter(status_then__in=statuses)  # type: ignore[misc]

    @property
    def is_queue(self) -> bool:
        """Whether the list is work that waits, so that the oldest comes first."""
        return bool(self.cleaned_data.get("status"))

    def chips(self) -> list[tuple[str, str, str]]:
        """The filters in use as (name, value, address without it)."""
        pairs = self._pairs()
        return [
            (str(self.fields[name].label), text, self._without(pairs, name, value))
            for name, value, text in pairs
        ]

    def query(self) -> str:
        """The filters in use as a query string."""
        return urlencode([(name, value) for name, value, _ in self._pairs()])

    def _pairs(self) -> list[tuple[str, str, str]]:
        """Each filter in use as (name, value in the address, words)."""
        chosen = self.cleaned_data
        pairs = [("status", code, str(Status(code).label)) for code in chosen.get("status", [])]
        pairs += [
            (name, str(getattr(found, key)), found.name)
            for name, key in KEYS.items()
            if (found := chosen.get(name))
        ]
        if place := chosen.get("tempat"):
            pairs.append(("tempat", place, str(Place(place).label)))
        return [*pairs, *self._pairs_of_time()]

    def _pairs_of_time(self) -> list[tuple[str, str, str]]:
        """A past day, or what only the present knows."""
        if self.day:
            return [("per", self.day.isoformat(), long_date(self.day))]
        return [("perbaikan", "1", "Ya")] if self.cleaned_data.get("perbaikan") else []

    @staticmethod
    def _without(pairs: list[tuple[str, str, str]], name: str, value: str) -> str:
        rest = [(other, code) for other, code, _ in pairs if (other, code) != (name, value)]
        return f"?{urlencode(rest)}" if rest else "?"
