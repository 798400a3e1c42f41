"""Days on which an office works, or doesn't, unlike the national calendar."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import Organisation, User
from certification.errors import OfficeDayTakenError
from certification.models import OfficeDay
from certification.rules import can_set_office_days
from certification.services.offices import office_of
from halalportal.audit import services as audit
from regions.models import Region


@dataclass(frozen=True, slots=True, kw_only=True)
class DayDetails:
    """A day, what it is, and the letter or decision that says so."""

    day: datetime.date
    is_working: bool
    name: str
    source: str


@transaction.atomic
def add_office_day(
    *, details: DayDetails, by: User, office: Organisation | None = None
) -> OfficeDay:
    """Adds a day to the calendar of an office, by default that of the officer's own region.

    Raises:
        OfficeDayTakenError: the office has that day already.
    """
    office = office or office_of(Region.objects.get(pk=by.scope.region_code))
    if not can_set_office_days(by, office):
        raise PermissionDenied
    fields = {"is_working": details.is_working, "name": details.name, "source": details.source}
    row, is_new = OfficeDay.objects.get_or_create(office=office, day=details.day, defaults=fields)
    if not is_new:
        raise OfficeDayTakenError(details.day)
    audit.record(action="office_day.added", subject=row, by=by, **_for_audit(row))
    return row


@transaction.atomic
def remove_office_day(*, row: OfficeDay, by: User) -> None:
    """Takes a day out of the office's calendar; the trail keeps it."""
    if not can_set_office_days(by, row.office):
        raise PermissionDenied
    audit.record(action="office_day.removed", subject=row, by=by, **_for_audit(row))
    row.delete()


def _for_audit(row: OfficeDay) -> dict[str, object]:
    return {
        "office": row.office_id,
        "day": row.day.isoformat(),
        "is_working": row.is_working,
        "name": row.name,
        "source": row.source,
    }
