"""The owner's home: where the application stands and the one next step."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils import timezone

from accounts.models import User
from certification.enums import Status
from certification.models import Application, Candidate, Offer
from certification.rules import EDITABLE
from certification.selectors.applications import last_return, steps_of
from certification.selectors.clocks import Clocks, clocks_for
from certification.selectors.help import COMPANION, help_for
from certification.selectors.national import sentence_of
from certification.selectors.replacement import offers_to_owner
from certification.selectors.returns import with_trail
from certification.selectors.selection import waiting_to_apply
from certification.steps import PART_TITLES
from certification.workflow import OPEN
from halalportal.interface.navigation import address
from ikm.models import Business
from reports.links import application_url, certificate_url, part_url
from workshops.models import Event

# The owner's next step by status; in the others it is somebody else's turn.
ACTIONS: dict[str, str] = {
    Status.DRAFT: "Lanjutkan pengajuan",
    Status.RETURNED: "Perbaiki sekarang",
    Status.ISSUED: "Lihat sertifikat",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """One thing to mend; `url` leads to its part, "" where it is mended elsewhere."""

    text: str
    note: str
    advice: str
    part: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One application of the owner. `steps` are (text, done | current | todo, note).

    `due_on` is the last day for what the owner has to do, None when it is somebody else's turn.
    """

    business: str
    number: str
    status: str
    sentence: str
    action: str
    url: str
    fixes: tuple[Fix, ...]
    due_on: datetime.date | None
    steps: tuple[tuple[str, str, str], ...]
    companion: str
    companion_phone: str
    companion_url: str


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
    fixes = tuple(_fixes(application))
    help_ = help_for(application) if companion else None
    return Card(
        business=application.business.name,
        number=application.number,
        status=application.public_status.label,
        sentence=sentence_of(application, clocks.of(application)),
        action=ACTIONS.get(status, ""),
        url=_next_url(application, fixes),
        fixes=fixes,
        due_on=_due_on(application, clocks),
        steps=tuple(steps_of(application)) if status != Status.STOPPED else (),
        companion=companion.name if companion else "",
        companion_phone=(companion.phone or "") if companion else "",
        companion_url=help_.url if help_ and help_.who == COMPANION else "",
    )


def _fixes(application: Application) -> Iterator[Fix]:
    """What the last return asks to mend; none unless it waits for that."""
    change = last_return(application)
    items = list(change.items.all()) if change else []
    # A single one leads past the page of the application, so what was written on the whole is here.
    whole = change.note if change and len(items) == 1 else ""
    for item in items:
        is_here = application.status == Status.RETURNED
        yield Fix(
            text=item.reason.label,
            note=" ".join(filter(None, (item.note, whole))),
            advice=item.reason.advice,
            part=PART_TITLES.get(item.part, ""),
            url=part_url(application.number, item.part) if is_here else "",
        )


def _next_url(application: Application, fixes: Sequence[Fix]) -> str:
    """The certificate once there is one, the part where there is but one thing to mend."""
    certificate = getattr(application, "certificate", None)
    if certificate:
        return certificate_url(certificate.number)
    only = fixes[0].url if len(fixes) == 1 else ""
    return only or application_url(application.number)


def _due_on(application: Application, clocks: Clocks) -> datetime.date | None:
    if application.status not in EDITABLE:
        return None
    return clocks.of(application).due_on or application.programme.ends_on
