"""Applications taken as far as a test needs, through the services."""

import datetime
from io import BytesIO

from accounts.models import User
from certification.enums import Equipment, MarketingArea, MaterialKind, UploadKind
from certification.models import Application, Certificate, ReturnReason
from certification.selectors.mandates import HELPERS
from certification.services import applications, certificates, parts, returns, uploads
from certification.services.status import Mending
from ikm.models import Business
from tests.certification import visits
from tests.certification.conftest import Case, photo_file
from tests.factories import make_mandate

SIHALAL_NUMBER = "SH2026-1-825659"
CERTIFICATE_NUMBER = "ID64110000123450626"
DAY = datetime.date(2026, 1, 15)
SNACKS = "JP15"
# One answer for each question of the pages.
ANSWERS: dict[str, object] = {
    "facility_count": 1,
    "outlet_count": 0,
    "sales": 120_000_000,
    "supervisor_name": "Penyelia Rekaan",
    "is_supervisor_eligible": True,
    "product_type": "Keripik",
    "marketing_area": MarketingArea.REGENCY,
    "product_class_id": SNACKS,
    "is_small_eatery": False,
    "process": "Pisang dikupas, diiris, digoreng, lalu dikemas dalam plastik.",
    "equipment": Equipment.MANUAL,
    "is_process_simple": True,
    "preservation_count": 1,
    "is_separate_from_haram": True,
    "touches_haram": False,
}


def draft(case: Case, *, by: User | None = None) -> Application:
    """A draft with nothing in it but what the registry knew; the owner's own by default.

    Companions and officers get the mandate that they need.
    """
    by = by or case.owner
    if by.role in HELPERS:
        make_mandate(case.business, by)
    return applications.create(business=case.business, programme=case.programme, by=by)


def filled(case: Case, *, by: User | None = None) -> Application:
    """A draft with all six parts done."""
    by = by or case.owner
    application = draft(case, by=by)
    # Without a KBLI that fits its snacks a business comes no further than the visit.
    Business.objects.filter(pk=case.business.pk, kbli_code="").update(
        kbli_version=2020, kbli_code="10794"
    )
    parts.save_answers(application=application, by=by, values=ANSWERS)
    parts.add_product(application=application, by=by, name="Keripik Pisang Asin")
    parts.add_material(
        application=application,
        by=by,
        values={"name": "Pisang kepok", "kind": MaterialKind.NATURAL},
    )
    photo = photo_file()
    file, size = BytesIO(photo.read()), photo.size or 0
    uploads.add(application=application, kind=UploadKind.PRODUCT, file=file, size=size, by=by)
    application.refresh_from_db()
    return application


def submitted(case: Case, *, by: User | None = None) -> Application:
    by = by or case.owner
    return applications.submit(application=filled(case, by=by), by=by)


def returned(case: Case, reason: ReturnReason) -> Application:
    return give_back(submitted(case), reason, note="Foto buram.", by=case.officer)


def give_back(
    application: Application, reason: ReturnReason, *, note: str = "", by: User
) -> Application:
    """Asks for one correction."""
    returns.give_back(application=application, items=[Mending(reason)], note=note, by=by)
    return Application.objects.get(pk=application.pk)


def accepted(case: Case, *, by: User | None = None) -> Application:
    return applications.accept(application=submitted(case, by=by), by=case.officer)


def ready(case: Case, *, by: User | None = None) -> Application:
    return visits.verified(accepted(case, by=by), by=case.companion)


def entered(case: Case) -> Application:
    return applications.enter_in_sihalal(
        application=ready(case), number=SIHALAL_NUMBER, by=case.companion
    )


def issued(case: Case, application: Application | None = None) -> Certificate:
    """The certificate of an application, by default of one that was just entered."""
    face = certificates.Face(number=CERTIFICATE_NUMBER, issued_on=DAY)
    return certificates.record(application=application or entered(case), face=face, by=case.officer)
