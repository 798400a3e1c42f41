"""What must always hold for events, checked over the whole database."""

from collections.abc import Iterator

from django.db.models import F, Q

from workshops import seat_invariants
from workshops.enums import ParticipantStatus
from workshops.models import Attendance, Session


def check() -> Iterator[str]:
    """Yields one sentence for each thing that is wrong."""
    yield from _presence_within_event()
    yield from _presence_of_declined()
    yield from _sessions_within_event()
    yield from seat_invariants.check()


def _presence_within_event() -> Iterator[str]:
    wrong = Attendance.objects.exclude(session__event=F("participant__event"))
    for mark in wrong.only("pk", "session_id", "participant_id"):
        yield (
            f"attendance {mark.pk}: session {mark.session_id} and participant "
            f"{mark.participant_id} belong to different events"
        )


def _presence_of_declined() -> Iterator[str]:
    wrong = Attendance.objects.filter(participant__status=ParticipantStatus.DECLINED)
    for pk in wrong.values_list("pk", flat=True):
        yield f"attendance {pk}: the participant has declined"


def _sessions_within_event() -> Iterator[str]:
    outside = Q(starts_at__lt=F("event__starts_at")) | Q(ends_at__gt=F("event__ends_at"))
    for pk in Session.objects.filter(outside).values_list("pk", flat=True):
        yield f"session {pk}: outside the time of its event"
