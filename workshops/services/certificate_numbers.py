"""Numbers of certificates: one row an office and year hands them out, so none is skipped."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import Organisation, User
from halalportal.audit import services as audit
from halalportal.lib import numbering
from workshops.models import CertificateSeries, Event
from workshops.models.certificate import DEFAULT_PATTERN
from workshops.rules import can_number
from workshops.services.locking import lock


@dataclass(frozen=True, slots=True)
class Number:
    """A number that is now used."""

    series: CertificateSeries
    sequence: int
    text: str


def take(organiser: Organisation, count: int, *, day: datetime.date) -> list[Number]:
    """The next numbers of an office in the year of `day`; nobody else gets one meanwhile.

    Runs in the caller's transaction: when that is undone the numbers are free again.
    """
    series = _locked(organiser, day.year)
    first = series.last + 1
    series.last += count
    series.save(update_fields=["last"])
    unit = unit_of(organiser)
    return [
        Number(series, sequence, text_of(series.pattern, sequence, unit=unit, day=day))
        for sequence in range(first, first + count)
    ]


@transaction.atomic
def set_pattern(*, event: Event, pattern: str, by: User, day: datetime.date) -> CertificateSeries:
    """Changes how the office of an event writes its numbers from now on.

    An officer of a kab/kota doesn't change the numbers of the province's office.
    """
    event = lock(event.pk, by=by)
    if not can_number(by, event):
        raise PermissionDenied
    series = _locked(event.organiser, day.year)
    series.pattern = pattern
    series.save(update_fields=["pattern"])
    audit.record(action="certificate_series.pattern_set", subject=series, by=by, pattern=pattern)
    return series


def pattern_of(organiser: Organisation, year: int) -> str:
    """How the office writes its numbers in a year: as in the year before, until it changes that."""
    earlier = CertificateSeries.objects.filter(organiser=organiser, year__lte=year)
    latest = earlier.order_by("-year").first()
    return latest.pattern if latest else DEFAULT_PATTERN


def text_of(pattern: str, sequence: int, *, unit: str, day: datetime.date) -> str:
    """`012/SERT/DISPERIN/XII/2026`."""
    return numbering.filled(pattern, sequence, day=day, unit=unit)


def unit_of(organiser: Organisation) -> str:
    """The short name of the office, else the first letters of its name."""
    return numbering.unit_code(organiser.short_name, organiser.name)


def _locked(organiser: Organisation, year: int) -> CertificateSeries:
    CertificateSeries.objects.get_or_create(
        organiser=organiser, year=year, defaults={"pattern": pattern_of(organiser, year)}
    )
    return CertificateSeries.objects.select_for_update().get(organiser=organiser, year=year)
