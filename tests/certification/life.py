"""Many certificates at once, for lists: written straight, without the way to them."""

import itertools

from certification.enums import Status
from certification.models import Certificate, CertificateProduct
from certification.services import surveillance
from tests.certification.conftest import Case
from tests.certification.steps import DAY
from tests.factories import EAST_KUTAI, make_application, make_business

_serial = itertools.count(1)


def issued_many(case: Case, count: int, *, regency: str = EAST_KUTAI) -> list[Certificate]:
    """Certificates of as many businesses of a kab/kota, in the case's programme."""
    return [_issued(case, next(_serial), regency) for _ in range(count)]


def _issued(case: Case, serial: int, regency: str) -> Certificate:
    business = make_business(
        regency=regency, name=f"Keripik Rekaan {serial}", owner_name=f"Bu Rekaan {serial}"
    )
    application = make_application(business, case.programme, by=case.officer)
    type(application).objects.filter(pk=application.pk).update(
        status=Status.ISSUED, allocation=case.allocation
    )
    application.refresh_from_db()
    certificate = Certificate.objects.create(
        application=application, number=f"ID{64990000000000000 + serial:017d}", issued_on=DAY
    )
    CertificateProduct.objects.create(certificate=certificate, name=f"Keripik {serial}")
    surveillance.plan(certificate)
    return certificate
