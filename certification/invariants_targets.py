"""What must always be true of targets and of the calendars of offices."""

from collections.abc import Iterator

from django.db.models import F

from accounts.enums import OrganisationKind
from certification.models import OfficeDay, Target


def check() -> Iterator[str]:
    """Yields each violation in one sentence."""
    outside = Target.objects.exclude(region=None).exclude(
        region__parent_id=F("programme__region_id")
    )
    for pk, region_id in outside.values_list("pk", "region_id"):
        yield f"target {pk}: {region_id} lies outside the programme's province"
    for day in OfficeDay.objects.exclude(office__kind=OrganisationKind.DINAS):
        yield f"office day {day.pk}: {day.office_id} is no office"
