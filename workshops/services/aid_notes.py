"""What help somebody needs in the room: sealed, for the organiser, gone a month after the event."""

import datetime

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from halalportal.audit import services as audit
from halalportal.lib.encryption import decrypt, encrypt
from workshops.enums import ParticipantStatus
from workshops.models import AidNote, Event, Participant
from workshops.services.locking import lock

KEPT = datetime.timedelta(days=30)


def keep(participant: Participant, text: str) -> None:
    """Seals the note of a participant; an empty one takes the old note away."""
    if not text:
        AidNote.objects.filter(participant=participant).delete()
        return
    sealed = encrypt(text, context=_context(participant.pk))
    AidNote.objects.update_or_create(participant=participant, defaults={"sealed": sealed})


def aid_count(event: Event) -> int:
    """How many people need help in the room."""
    return _notes(event).count()


@transaction.atomic
def read_all(*, event: Event, by: User) -> list[tuple[Participant, str]]:
    """(participant, what the person needs), for the organiser; who reads it is on record."""
    event = lock(event.pk, by=by)
    found = [
        (note.participant, decrypt(bytes(note.sealed), context=_context(note.participant_id)))
        for note in _notes(event).select_related("participant__region")
    ]
    if found:
        audit.record(action="aid_notes.read", subject=event, by=by, count=len(found))
    return found


def sweep(*, now: datetime.datetime) -> int:
    """Deletes the notes of events that ended a month ago; returns how many."""
    count, _ = AidNote.objects.filter(participant__event__ends_at__lt=now - KEPT).delete()
    return count


def _notes(event: Event) -> QuerySet[AidNote]:
    """Of everybody who may come, by name."""
    coming = event.participants.exclude(status=ParticipantStatus.DECLINED)
    return AidNote.objects.filter(participant__in=coming).order_by("participant__name")


def _context(participant_id: int) -> str:
    return f"workshops_aidnote.sealed:{participant_id}"
