"""A companion's visit taken as far as a test needs, through the services."""

import datetime
from io import BytesIO

from accounts.models import User
from certification.enums import MaterialClass, UploadKind
from certification.models import Application, ChecklistItem, Material
from certification.selectors.verification import Question, question_of
from certification.services import uploads, verification
from certification.services.verification import Certificate, FourThings
from tests.certification.conftest import photo_file

DAY = datetime.date(2026, 1, 15)
ALL_RIGHT = FourThings(
    is_number_right=True, is_in_date=True, is_brand_right=True, is_producer_right=True
)


def visited(application: Application, *, by: User, day: datetime.date = DAY) -> None:
    """Everything looked at and found in order; nothing recommended yet."""
    verification.record_visit(application=application, by=by, visited_on=day)
    add_photo(application, by=by)
    for item in ChecklistItem.objects.all():
        verification.answer(application=application, by=by, item=item, is_met=True)
    for material in application.materials.all():
        settle(application, material, by=by)


def verified(application: Application, *, by: User) -> Application:
    """Recommended, so that it is ready for SiHalal."""
    visited(application, by=by)
    return verification.recommend(application=application, by=by)


def add_photo(application: Application, *, by: User, name: str = "dapur.jpg") -> None:
    photo = photo_file(name, size=(800, 600)).read()
    uploads.add(
        application=application,
        kind=UploadKind.VISIT,
        file=BytesIO(photo),
        size=len(photo),
        by=by,
    )


def settle(application: Application, material: Material, *, by: User) -> None:
    """The answer that makes the material sure, whatever is asked about it."""
    match question_of(material):
        case Question.CERTIFICATE:
            verification.confirm_certificate(
                application=application, by=by, material=material, things=ALL_RIGHT
            )
        case Question.POSITIVE:
            verification.confirm_positive(
                application=application, by=by, material=material, is_pure=True
            )
        case _ if material.material_class == MaterialClass.UNKNOWN:
            verification.settle_class(
                application=application,
                by=by,
                material=material,
                material_class=MaterialClass.EXEMPT_NATURAL,
            )
        case _:
            shown = Certificate(number="LPPOM-00123", brand="Uji", producer="PT Rekaan")
            verification.add_certificate(
                application=application, by=by, material=material, shown=shown
            )
