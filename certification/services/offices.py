"""The office of a region."""

from accounts.enums import OrganisationKind
from accounts.models import Organisation
from regions.models import Region


def office_of(region: Region) -> Organisation:
    """The region's own office; whoever needs it first in a new installation makes it."""
    office = (
        Organisation.objects.filter(kind=OrganisationKind.DINAS, region=region)
        .order_by("pk")
        .first()
    )
    return office or Organisation.objects.create(
        kind=OrganisationKind.DINAS, region=region, name=f"Dinas {region.name}"
    )
