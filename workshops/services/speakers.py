"""The speakers of an event."""

from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from halalportal.audit import services as audit
from workshops.errors import OtherEventError
from workshops.models import Event, Session, Speaker
from workshops.services.locking import lock


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerDetails:
    """Who teaches what; without a session, in the whole event."""

    name: str
    position: str = ""
    topic: str = ""
    session: Session | None = None


@transaction.atomic
def add(*, event: Event, details: SpeakerDetails, by: User) -> Speaker:
    """Adds a speaker. Raises `OtherEventError` for a session of another event."""
    event = lock(event.pk, by=by)
    speaker = _fill(Speaker(event=event), details)
    speaker.save(force_insert=True)
    audit.record(action="speaker.added", subject=speaker, by=by, event=event.pk)
    return speaker


@transaction.atomic
def change(*, speaker: Speaker, details: SpeakerDetails, by: User) -> Speaker:
    """Changes a speaker. Raises as `add` does."""
    event = lock(speaker.event_id, by=by)
    _fill(speaker, details).save(update_fields=["name", "position", "topic", "session"])
    audit.record(action="speaker.changed", subject=speaker, by=by, event=event.pk)
    return speaker


@transaction.atomic
def remove(*, speaker: Speaker, by: User) -> None:
    """Takes a speaker out."""
    event = lock(speaker.event_id, by=by)
    audit.record(action="speaker.removed", subject=speaker, by=by, event=event.pk)
    speaker.delete()


def _fill(speaker: Speaker, details: SpeakerDetails) -> Speaker:
    if details.session and details.session.event_id != speaker.event_id:
        raise OtherEventError
    speaker.name, speaker.position = details.name, details.position
    speaker.topic, speaker.session = details.topic, details.session
    return speaker
