"""The offices of the kab/kota, and the LP3H, of a programme."""

from django.db.models import Sum

from accounts.enums import OrganisationKind
from accounts.models import Organisation
from certification.models import Allocation
from halalportal.lib.formats import number
from regions.models import Region
from reports.selectors.letter_recipients.parts import Addressee, Source


def regency_offices(source: Source) -> list[Addressee]:
    """The head of the office of each kab/kota: those asked by the call, else those with places.

    Without a programme all kab/kota of the region. Three queries at most.
    """
    regions = list(_regions(source))
    offices = {
        office.region_id: office
        for office in Organisation.objects.filter(
            kind=OrganisationKind.DINAS, region__in=[each.pk for each in regions]
        ).order_by("-pk")
    }
    return [_regency(each, offices.get(each.pk)) for each in regions]


def organisations(source: Source) -> list[Addressee]:
    """Who leads each LP3H with places in the programme, and how many; one query."""
    held = Allocation.objects.filter(
        programme=source.programme, organisation__isnull=False, companion=None, granted__gt=0
    ).filter(source.user.scope.in_region("region_id"))
    if source.organisation:
        held = held.filter(organisation=source.organisation)
    rows = held.values_list("organisation_id", "organisation__name", "organisation__region__name")
    counted = rows.annotate(places=Sum("granted")).order_by("organisation__name")
    return [
        Addressee(
            key=f"o{pk}",
            lines=(f"Pimpinan {name}", f"di {place}"),
            note=f"{number(places)} tempat",
            values={"lembaga": name, "jumlah": number(places), "nama": name, "wilayah": place},
        )
        for pk, name, place, places in counted
    ]


def _regions(source: Source) -> list[Region]:
    regions = Region.objects.regencies().filter(source.user.scope.in_region("code"))
    if source.region_code:
        regions = regions.filter(code=source.region_code)
    if source.call:
        regions = regions.filter(code__in=source.call.requests.values("region_id"))
    elif source.round:
        named = source.round.candidates.values("nomination__request__region_id")
        regions = regions.filter(code__in=named)
    elif source.programme:
        nodes = Allocation.objects.regencies().filter(programme=source.programme, granted__gt=0)
        regions = regions.filter(code__in=nodes.values("region_id"))
    return list(regions.order_by("code"))


def _regency(region: Region, office: Organisation | None) -> Addressee:
    head = (
        f"Kepala {office.name}"
        if office
        else f"Kepala dinas yang membidangi perindustrian {region.name}"
    )
    return Addressee(
        key=f"r{region.pk}",
        lines=(head, f"di {region.name}"),
        region_code=region.pk,
        values={"wilayah": region.name, "nama": head, "lembaga": office.name if office else head},
    )
