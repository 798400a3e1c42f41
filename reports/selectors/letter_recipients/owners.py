"""The owners of businesses, found by their applications or in the registry."""

from django.db.models import QuerySet

from certification.enums import Status
from certification.models import Application
from ikm.models import Business
from reports.selectors.letter_recipients.parts import Addressee, Source

# Of these and one more nothing is read: a larger batch is refused.
MOST = 1_000


def of_applications(source: Source) -> list[Addressee]:
    """The owner of each application that meets the filters, the oldest first; one query."""
    found = _applications(source).select_related(
        "business__village", "business__district", "business__regency"
    )
    return [
        _owner(
            f"a{each.pk}",
            each.business,
            note=f"{each.number} · {Status(each.status).label}",
            application_id=each.pk,
        )
        for each in found.order_by("pk")[: MOST + 1]
    ]


def of_businesses(source: Source) -> list[Addressee]:
    """The owner of each business that meets the filters, by name; one query."""
    found = Business.objects.visible_to(source.user).registered()
    if source.region_code:
        found = found.filter(regency=source.region_code)
    people = found.select_related("village", "district", "regency")
    return [
        _owner(f"b{each.pk}", each, note=each.regency.name)
        for each in people.order_by("name", "pk")[: MOST + 1]
    ]


def _applications(source: Source) -> QuerySet[Application]:
    found = Application.objects.visible_to(source.user)
    if source.numbers:
        return found.filter(number__in=source.numbers)
    found = found.in_status(*source.statuses) if source.statuses else found.open()
    if source.programme:
        found = found.filter(programme=source.programme)
    if source.region_code:
        found = found.filter(regency=source.region_code)
    return found.served_by(source.organisation.pk) if source.organisation else found


def _owner(
    key: str,
    business: Business,
    *,
    note: str,
    application_id: int | None = None,
) -> Addressee:
    places = [place.name for place in (business.village, business.district) if place]
    return Addressee(
        key=key,
        lines=tuple(
            filter(
                None,
                (
                    f"Bapak/Ibu {business.owner_name}",
                    f"Pemilik {business.name}",
                    business.address,
                    ", ".join(places),
                ),
            )
        ),
        note=note,
        region_code=business.regency_id,
        values={
            "nama": business.owner_name,
            "lembaga": business.name,
            "wilayah": business.regency.name,
        },
        business_id=business.pk,
        application_id=application_id,
    )
