"""Businesses at an event, with applications as far as a test wants them."""

import datetime
import itertools
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from certification.enums import MarketingArea, Status, Track, UploadKind
from certification.models import Application, Material, Programme, StopReason, Upload
from ikm.models import Business
from tests import factories
from tests.workshops.making import at, join
from workshops.enums import Mode
from workshops.models import Event, Participant, Session
from workshops.services import attendance

AFTER = at(9) + datetime.timedelta(days=10)
BEFORE = at(9) - datetime.timedelta(days=10)
REGISTERED_AT = at(9) - datetime.timedelta(days=200)

_numbers = itertools.count(1)


def make_application(
    business: Business, programme: Programme, *, by: User, status: str, **fields: Any
) -> Application:
    """An application as it stands at a status; how it came there does not matter here."""
    is_sent = status != Status.DRAFT
    values: dict[str, Any] = {
        "number": f"PGJ-UJI-{next(_numbers)}",
        "allocation": programme.allocations.get(parent=None) if is_sent else None,
        "submitted_at": AFTER if is_sent else None,
        "created_at": AFTER - datetime.timedelta(days=3),
    } | fields
    return Application.objects.create(
        business=business,
        programme=programme,
        regency=business.regency,
        track=Track.SELF_DECLARE,
        status=status,
        created_by=by,
        **values,
    )


def stop_reason() -> StopReason:
    reason, _ = StopReason.objects.get_or_create(
        code="uji", label="Uji", valid_from=datetime.date(2020, 1, 1), source="uji"
    )
    return reason


def fill(application: Application) -> None:
    """An answer in each of the six parts."""
    Business.objects.filter(pk=application.business_id).update(
        address="Jalan Uji 1", phone="+6281255550001", nib=f"{application.pk:013}"
    )
    Application.objects.filter(pk=application.pk).update(
        product_type="Keripik",
        marketing_area=MarketingArea.REGENCY,
        supervisor_name="Penyelia Uji",
        process="Pisang dikupas, diiris, digoreng, ditiriskan, lalu dikemas. " * 5,
    )
    application.products.create(name="Keripik pisang")
    Material.objects.create(application=application, name="Pisang", kind="natural")
    Upload.objects.create(application=application, kind=UploadKind.PRODUCT)


@dataclass
class Guests:
    """Puts businesses on the list of an event."""

    event: Event
    session: Session
    programme: Programme
    by: User

    def __call__(
        self, status: str = "", *, came: bool = True, mode: Mode = Mode.ONSITE, **fields: Any
    ) -> Participant:
        """A participant who came or not, with an application of a status or without."""
        regency = fields.pop("regency", factories.EAST_KUTAI)
        person = join(self.event, by=self.by, mode=mode, regency=regency, created_at=REGISTERED_AT)
        if came:
            attendance.mark(session=self.session, participant=person, mode=mode, by=self.by)
        if status:
            self.apply(person, status, **fields)
        return person

    def apply(self, person: Participant, status: str, **fields: Any) -> Application:
        """An application of the participant's business."""
        assert person.business
        return make_application(
            person.business, self.programme, by=self.by, status=status, **fields
        )
