"""The owner's home: where the application stands and the one next step."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from accounts.models import User
from certification.enums import Status
from certification.models import Application, Candidate, Offer
from certification.selectors.applications import last_return, steps_of
from certification.selectors.clocks import Clocks, clocks_for
from certification.selectors.national import sentence_of
from certification.selectors.replacement import offers_to_owner
from certification.selectors.returns import with_trail
from certification.selectors.selection import waiting_to_apply
from certification.workflow import OPEN
from halalportal.interface.navigation import address
from ikm.models import Business
from reports.links import application_url, certificate_url
from workshops.models import Event

# The owner's next step by status; in the others it is somebody else's turn.
ACTIONS: dict[str, str] = {
    Status.DRAFT: "Lanjutkan pengajuan",
    Status.RETURNED: "Perbaiki sekarang",
    Status.ISSUED: "Lihat sertifikat",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One application of the owner. `steps` are (text, done | current | todo, note)."""

    business: str
    number: str
    status: str
    sentence: str
    action: str
    url: str
    steps: tuple[tuple[str, str, str], ...]
    companion: str
    companion_phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerHome:
    businesses: tuple[Business, ...]
    cards: tuple[Card, ...]
    events: tuple[Event, ...]
    offers: tuple[Offer, ...]
    selected: tuple[Candidate, ...]
    start_url: str


def owner_home(user: User, now: datetime.datetime) -> OwnerHome:
    """The owner's businesses, applications (open ones first, at most five) and coming events."""
    businesses = tuple(Business.objects.visible_to(user).order_by("name")[:5])
    own = with_trail(Application.objects.visible_to(user).with_people())
    own = own.select_related("certificate")
    applications = list(own.order_by("-status_changed_at")[:5])
    applications.sort(key=lambda application: application.status not in OPEN)
    clocks = clocks_for(applications)
    events = Event.objects.visible_to(user).upcoming(now).order_by("starts_at")
    day = timezone.localdate(now)
    selected = waiting_to_apply(day).filter(nomination__business__owner=user)
    new = address("certification:application-create")
    return OwnerHome(
        businesses=businesses,
        cards=tuple(_card(application, clocks) for application in applications),
        events=tuple(events[:3]),
        offers=tuple(offers_to_owner(user)),
        selected=tuple(selected[:5]),
        start_url=f"{new}?usaha={businesses[0].pk}" if new and businesses else "",
    )


def _card(application: Application, clocks: Clocks) -> Card:
    status = Status(application.status)
    companion = application.companion
    return Card(
        business=application.business.name,
        number=application.number,
        status=application.public_status.label,
        sentence=_what_to_fix(application) or sentence_of(application, clocks.of(application)),
        action=ACTIONS.get(status, ""),
        url=_url(application),
        steps=tuple(steps_of(application)) if status != Status.STOPPED else (),
        companion=companion.name if companion else "",
        companion_phone=(companion.phone or "") if companion else "",
    )


def _url(application: Application) -> str:
    """Where the next step is: the certificate once there is one."""
    certificate = getattr(application, "certificate", None)
    return (
        certificate_url(certificate.number) if certificate else application_url(application.number)
    )


def _what_to_fix(application: Application) -> str:
    """The reasons and their advice in one line; "" unless it was returned with a reason."""
    change = last_return(application)
    items = change.items.all() if change else ()
    lines = (f"{item.reason.label.rstrip('.')}. {item.reason.advice}".strip() for item in items)
    return " ".join(lines)
