"""What came of the applications: SiHalal's answers, the companions' findings, certificates."""

import datetime
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from certification.demo import national
from certification.demo.numbers import certificate_numbers
from certification.demo.plan import Case
from certification.enums import Recommendation
from certification.models import (
    Application,
    ApplicationProduct,
    Certificate,
    CertificateProduct,
    ChecklistAnswer,
    ChecklistItem,
    Material,
    MaterialFinding,
    Surveillance,
    Verification,
)
from certification.models.certificates import years_after
from certification.selectors.aftercare import surveillance_years
from certification.selectors.verification import items_on, seen_as

_FINDING = "Bahan, alat, dan tempat produksi sesuai dengan isian pengajuan."
_BATCH = 1_000


def sihalal_fields(case: Case, *, number: str, as_of: datetime.datetime) -> dict[str, Any]:
    """The fields that came back from SiHalal; none before the application was entered there."""
    entered_at = case.at("enter")
    if entered_at is None:
        return {}
    return {
        "sihalal_number": number,
        "sihalal_entered_on": entered_at.date(),
        **national.fields(case, as_of),
    }


def write(pairs: list[tuple[Application, Case]], zone: ZoneInfo) -> None:
    """The companions' verifications and the certificates."""
    visits = Verification.objects.bulk_create(
        _verification(application, case, at.astimezone(zone))
        for application, case in pairs
        if (at := case.at("verify"))
    )
    ChecklistAnswer.objects.bulk_create(_answers(visits), batch_size=_BATCH)
    MaterialFinding.objects.bulk_create(_findings(visits), batch_size=_BATCH)
    numbers = certificate_numbers([case for _, case in pairs], zone)
    certificates = Certificate.objects.bulk_create(
        _certificate(application, numbers[id(case)], at.astimezone(zone))
        for application, case in pairs
        if (at := case.at("issue"))
    )
    _live_on(certificates)


def _live_on(certificates: list[Certificate]) -> None:
    """The products that stand on them, and when BPJPH looks again."""
    by_application = {each.application_id: each for each in certificates}
    products = ApplicationProduct.objects.filter(application__in=by_application).order_by("pk")
    CertificateProduct.objects.bulk_create(
        CertificateProduct(certificate=by_application[product.application_id], name=product.name)
        for product in products
    )
    years = surveillance_years(timezone.localdate())
    Surveillance.objects.bulk_create(
        Surveillance(certificate=each, due_on=years_after(each.issued_on, years))
        for each in certificates
        if years
    )


def _verification(application: Application, case: Case, at: datetime.datetime) -> Verification:
    return Verification(
        application=application,
        companion=case.companion,
        visited_on=at.date(),
        recommendation=Recommendation.RECOMMENDED,
        note=_FINDING,
        at=at,
        finished_at=at,
    )


def _answers(visits: list[Verification]) -> Iterator[ChecklistAnswer]:
    """Every duty of the day met."""
    items = list(ChecklistItem.objects.all())
    for visit in visits:
        day = visit.visited_on or visit.at.date()
        for item in items_on(day, items):
            yield ChecklistAnswer(verification=visit, item=item, is_met=True)


def _findings(visits: list[Verification]) -> Iterator[MaterialFinding]:
    """No material in doubt; the four things are right where there is a certificate."""
    by_application = {visit.application_id: visit for visit in visits}
    for material in Material.objects.filter(application__in=by_application).order_by("pk"):
        is_right = True if material.certificate_number else None
        yield MaterialFinding(
            verification=by_application[material.application_id],
            material=material,
            is_number_right=is_right,
            is_in_date=is_right,
            is_brand_right=is_right,
            is_producer_right=is_right,
            is_doubtful=False,
            seen_as=seen_as(material),
        )


def _certificate(application: Application, number: str, at: datetime.datetime) -> Certificate:
    return Certificate(
        application=application,
        number=number,
        decision_number=f"KF-SD-{number[8:15]}/{at:%m/%Y}",
        issued_on=at.date(),
        recorded_at=at,
    )
