"""The days that count for a programme: the national calendar, and what its offices decided."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from django.db.models import DateField, F, Func, Q, QuerySet, Value

from accounts.enums import OrganisationKind
from accounts.models import Organisation, User
from accounts.models.membership import OrganisationQuerySet
from certification.enums import DayBasis
from certification.models import HolidayDecree, OfficeDay, Programme
from halalportal.lib.working_days import Basis, Calendar, joint_leave, public_holidays

OwnDays = dict[datetime.date, bool]


@dataclass(frozen=True, slots=True)
class Calendars:
    """The calendars of one programme: its office's, and those of kab/kota offices.

    `own` holds the departures from the national calendar by region code, "" for the programme's
    office; `decreed` the years that the joint decree has settled.
    """

    own: dict[str, OwnDays] = field(default_factory=dict)
    decreed: frozenset[int] = frozenset()

    def of(self, basis: str = DayBasis.WORKING, region_code: str = "") -> Calendar:
        """The calendar in a basis; a kab/kota's own days go before those of the province."""
        days = self.own.get("", {}) | (self.own.get(region_code, {}) if region_code else {})
        return Calendar(
            basis=cast("Basis", str(basis)),
            open_days=frozenset(day for day, is_working in days.items() if is_working),
            closed_days=frozenset(day for day, is_working in days.items() if not is_working),
        )

    def is_estimate(self, first: datetime.date, last: datetime.date) -> bool:
        """Whether a count of working days runs through a year without a decree."""
        return any(year not in self.decreed for year in range(first.year, last.year + 1))


def calendars_of(programme: Programme, region_codes: Iterable[str] = ()) -> Calendars:
    """The calendars of a programme and of offices of its kab/kota; one query."""
    regional = Q(office__kind=OrganisationKind.DINAS, office__region_id__in=set(region_codes))
    days = OfficeDay.objects.filter(Q(office_id=programme.office_id) | regional).order_by()
    rows = days.values_list("pk", "office_id", "office__region_id", "day", "is_working")
    own: dict[str, OwnDays] = defaultdict(dict)
    decreed = set()
    for pk, office_id, region_code, day, is_working in sorted(rows.union(_decrees(), all=True)):
        if not pk:
            decreed.add(day.year)
        else:
            own["" if office_id == programme.office_id else region_code][day] = is_working
    return Calendars(own=dict(own), decreed=frozenset(decreed))


def _decrees() -> QuerySet[Any, Any]:
    """The years with a decree as rows like those of office days, with 0 for their key."""
    first = Func(F("year"), 1, 1, function="make_date", output_field=DateField())
    return HolidayDecree.objects.order_by().values_list(
        Value(0), Value(0), Value(""), first, Value(value=True)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedDay:
    """A day that isn't a plain working day, or is one only here. `pk` is that of an office's."""

    day: datetime.date
    name: str
    kind: str
    source: str = ""
    office: str = ""
    pk: int | None = None


def offices_of(user: User) -> OrganisationQuerySet:
    """The offices of the officer's own region, whose calendar the officer keeps."""
    return Organisation.objects.filter(
        kind=OrganisationKind.DINAS, region_id=user.scope.region_code or None
    ).order_by("pk")


def decree_of(year: int) -> HolidayDecree | None:
    """The joint decree that settled the year's days off, if there is one yet."""
    return HolidayDecree.objects.filter(pk=year).first()


def year_of(year: int, offices: Sequence[Organisation]) -> list[NamedDay]:
    """The days off of a year and the offices' own days, by date; one query."""
    national = [
        NamedDay(day=day, name=name, kind=kind)
        for kind, days in (
            ("Libur nasional", public_holidays(year)),
            ("Cuti bersama", joint_leave(year)),
        )
        for day, name in days.items()
    ]
    rows = OfficeDay.objects.filter(office__in=offices, day__year=year).select_related("office")
    own = [
        NamedDay(
            day=row.day,
            name=row.name,
            kind="Kantor bekerja" if row.is_working else "Kantor libur",
            source=row.source,
            office=row.office.short_name or row.office.name,
            pk=row.pk,
        )
        for row in rows
    ]
    return sorted([*national, *own], key=lambda day: (day.day, day.kind))
