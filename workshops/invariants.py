"""What must always hold for events, checked over the whole database."""

from collections.abc import Iterator

from django.db.models import F, Q

from workshops import (
    certificate_invariants,
    decision_invariants,
    door_invariants,
    knowledge_invariants,
    meeting_invariants,
    seat_invariants,
    survey_invariants,
)
from workshops.enums import ParticipantStatus
from workshops.models import Attendance, Event, Session, Speaker, Stop


def check() -> Iterator[str]:
    """Yields one sentence for each thing that is wrong."""
    yield from _presence_within_event()
    yield from _presence_of_declined()
    yield from _parts_within_event()
    yield from _speakers_within_event()
    yield from _revisions()
    yield from seat_invariants.check()
    yield from door_invariants.check()
    yield from survey_invariants.check()
    yield from decision_invariants.check()
    yield from knowledge_invariants.check()
    yield from certificate_invariants.check()
    yield from meeting_invariants.check()


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


def _parts_within_event() -> Iterator[str]:
    outside = Q(starts_at__lt=F("event__starts_at")) | Q(ends_at__gt=F("event__ends_at"))
    for name, rows in (("session", Session.objects), ("stop", Stop.objects)):
        for pk in rows.filter(outside).values_list("pk", flat=True):
            yield f"{name} {pk}: outside the time of its event"


def _speakers_within_event() -> Iterator[str]:
    wrong = Speaker.objects.filter(session__isnull=False).exclude(session__event=F("event"))
    for pk in wrong.values_list("pk", flat=True):
        yield f"speaker {pk}: the session belongs to another event"


def _revisions() -> Iterator[str]:
    for pk in Event.objects.filter(moved_revision__gt=F("revision")).values_list("pk", flat=True):
        yield f"event {pk}: it moved at a revision that it has not reached"
