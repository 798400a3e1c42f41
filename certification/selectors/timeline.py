"""What happened to an application, in plain words."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from certification.enums import Status
from certification.models import Application, StatusChange, Verification
from certification.wording import PAST
from halalportal.lib import formats

_RETURNS_BEFORE_A_REQUEST = 2
_VISITED = frozenset({"verify", "verify_return"})


@dataclass(frozen=True, slots=True)
class Named:
    """One thing that a return named."""

    reason: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the timeline in plain words."""

    at: datetime.datetime
    text: str
    items: tuple[Named, ...] = ()
    note: str = ""


def timeline(application: Application) -> list[Event]:
    """What happened so far, here and at SiHalal, the latest first.

    Four queries at most for an application `with_trail`.
    """
    found = [
        Event(at=application.created_at, text=f"{application.created_by.name} membuat pengajuan"),
        *_steps(application),
        *_readings(application),
        *_requests(application),
        *_mandates(application),
        *_visit(application),
    ]
    return sorted(found, key=lambda event: event.at, reverse=True)


def _steps(application: Application) -> Iterator[Event]:
    for change in application.status_changes.all():
        text = f"{change.by.name} {PAST[change.transition]}"
        yield Event(at=change.at, text=text, items=_named(change), note=change.note)


def _named(change: StatusChange) -> tuple[Named, ...]:
    return tuple(Named(item.reason.label, item.note) for item in change.items.all())


def _readings(application: Application) -> Iterator[Event]:
    """What SiHalal was seen to say; a text that nobody has mapped as it stood there."""
    if application.national_checked_at is None:
        return
    for event in application.national_events.select_related("national", "by"):
        meaning = event.national.sentence if event.national else "Arti status ini belum dipetakan."
        text = f"Status SiHalal: {event.raw}. {meaning}"
        yield Event(at=event.at, text=text)


def _requests(application: Application) -> Iterator[Event]:
    """Third returns: who asked, and what the supervisor answered."""
    if application.returned_count < _RETURNS_BEFORE_A_REQUEST:
        return
    for third in application.third_returns.select_related("asked_by", "decided_by", "reason"):
        asked = f"{third.asked_by.name} meminta perbaikan ketiga dengan alasan yang sama"
        yield Event(at=third.asked_at, text=asked, items=(Named(third.reason.label),))
        if third.decided_at and third.decided_by:
            text = f"{third.decided_by.name} memutuskan: {third.get_decision_display().lower()}"
            yield Event(at=third.decided_at, text=text, note=third.answer)


def _mandates(application: Application) -> Iterator[Event]:
    """The owner's consents while the application was open, and the one that it began under."""
    begun, first = application.created_at, application.mandate_id
    is_over = application.status in (Status.ISSUED, Status.STOPPED)
    until = application.status_changed_at if is_over else timezone.now()
    found = application.business.mandates.filter(
        Q(pk=first) | Q(recorded_at__gte=begun) | Q(revoked_at__gte=begun)
    )
    for mandate in found.select_related("holder", "region", "revoked_by"):
        helper = mandate.given_to_name
        if mandate.pk == first or begun <= mandate.recorded_at <= until:
            text = f"{application.business.owner_name} memberi kuasa kepada {helper}"
            yield Event(at=mandate.recorded_at, text=text)
        if mandate.revoked_at and mandate.revoked_by and mandate.revoked_at <= until:
            text = f"{mandate.revoked_by.name} mencabut kuasa kepada {helper}"
            yield Event(at=mandate.revoked_at, text=text, note=mandate.revoked_reason)


def _visit(application: Application) -> Iterator[Event]:
    """The companion's visit once it is finished, with its outcome."""
    if not any(change.transition in _VISITED for change in application.status_changes.all()):
        return
    visits = Verification.objects.filter(application=application, finished_at__isnull=False)
    for visit in visits.select_related("companion"):
        day = formats.long_date(visit.visited_on)
        outcome = visit.get_recommendation_display().lower()
        text = f"{visit.companion.name} mengunjungi tempat usaha {day}. Hasil: {outcome}"
        if visit.finished_at:
            yield Event(at=visit.finished_at, text=text)
