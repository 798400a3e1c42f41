"""The owner's home: where the application stands and the one next step."""

import datetime
from dataclasses import dataclass

from accounts.models import User
from certification.enums import Status
from certification.models import Application, StatusChange
from certification.workflow import OPEN
from halalportal.interface.navigation import address
from ikm.models import Business
from reports.links import application_url
from workshops.models import Event

# What each status means for the owner (screens.md §4.2), and the button, "" when others act.
MEANING: dict[str, tuple[str, str]] = {
    Status.DRAFT: ("Masih ada bagian yang perlu Anda isi.", "Lanjutkan pengajuan"),
    Status.SUBMITTED: ("Petugas sedang memeriksa. Anda tidak perlu berbuat apa-apa.", ""),
    Status.RETURNED: ("Ada hal yang perlu diperbaiki.", "Perbaiki sekarang"),
    Status.ACCEPTED: ("Data diterima. Pendamping akan datang memeriksa.", ""),
    Status.READY: ("Data lengkap. Pendamping akan memasukkannya ke SiHalal.", ""),
    Status.IN_SIHALAL: ("Sudah di SiHalal. BPJPH sedang memproses.", ""),
    Status.ISSUED: ("Sertifikat halal sudah terbit.", "Lihat sertifikat"),
    Status.STOPPED: ("Pengajuan ini tidak dilanjutkan.", ""),
}
# The five steps and the statuses during which each is the current one.
STEPS: tuple[tuple[str, frozenset[Status]], ...] = (
    ("Isi data", frozenset({Status.DRAFT})),
    ("Pemeriksaan petugas", frozenset({Status.SUBMITTED, Status.RETURNED})),
    ("Verifikasi pendamping", frozenset({Status.ACCEPTED})),
    ("Di SiHalal", frozenset({Status.READY, Status.IN_SIHALAL})),
    ("Sertifikat terbit", frozenset({Status.ISSUED})),
)


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
    start_url: str


def owner_home(user: User, now: datetime.datetime) -> OwnerHome:
    """The owner's businesses, applications (open ones first, at most five) and coming events."""
    businesses = tuple(Business.objects.visible_to(user).order_by("name")[:5])
    applications = list(
        Application.objects.visible_to(user)
        .select_related("business", "companion")
        .order_by("-status_changed_at")[:5]
    )
    applications.sort(key=lambda application: application.status not in OPEN)
    events = Event.objects.visible_to(user).upcoming(now).order_by("starts_at")
    new = address("certification:application-new")
    return OwnerHome(
        businesses=businesses,
        cards=tuple(_card(application) for application in applications),
        events=tuple(events[:3]),
        start_url=f"{new}?usaha={businesses[0].pk}" if new and businesses else "",
    )


def _card(application: Application) -> Card:
    sentence, action = MEANING[application.status]
    if application.status == Status.RETURNED:
        sentence = _what_to_fix(application) or sentence
    companion = application.companion
    return Card(
        business=application.business.name,
        number=application.number,
        status=application.public_status.label,
        sentence=sentence,
        action=action,
        url=application_url(application.number),
        steps=steps_of(Status(application.status)),
        companion=companion.name if companion else "",
        companion_phone=(companion.phone or "") if companion else "",
    )


def steps_of(status: Status) -> tuple[tuple[str, str, str], ...]:
    """The five steps with where the application stands; none for a stopped one."""
    if status == Status.STOPPED:
        return ()
    current = next(place for place, (_, during) in enumerate(STEPS) if status in during)
    if status == Status.ISSUED:
        current = len(STEPS)
    words = ["done"] * current + ["current"] + ["todo"] * len(STEPS)
    return tuple((text, word, "") for (text, _), word in zip(STEPS, words, strict=False))


def _what_to_fix(application: Application) -> str:
    change = (
        StatusChange.objects.filter(application=application, to_status=Status.RETURNED)
        .select_related("return_reason")
        .last()
    )
    if change is None or change.return_reason is None:
        return ""
    reason = change.return_reason
    return f"{reason.label.rstrip('.')}. {reason.advice}".strip()
