"""What happened to an application, in plain words."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from certification.models import Application, StatusChange
from certification.wording import PAST

_RETURNS_BEFORE_A_REQUEST = 2


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

    Two queries at most for an application `with_trail`.
    """
    found = [
        Event(at=application.created_at, text=f"{application.created_by.name} membuat pengajuan"),
        *_steps(application),
        *_readings(application),
        *_requests(application),
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
