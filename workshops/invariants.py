"""What must always hold for events, checked over the whole database."""

from collections.abc import Iterator

from django.db.models import Count, F, Q

from workshops.enums import Mode, ParticipantStatus
from workshops.models import Attendance, Event, Session


def check() -> Iterator[str]:
    """Yields one sentence for each thing that is wrong."""
    yield from _presence_within_event()
    yield from _presence_of_declined()
    yield from _sessions_within_event()
    yield from _seats_kept()


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


def _seats_kept() -> Iterator[str]:
    for mode, limit in ((Mode.ONSITE, "onsite_seats"), (Mode.ONLINE, "online_seats")):
        holds_seat = Q(participants__status=ParticipantStatus.REGISTERED, participants__mode=mode)
        taken = Count("participants", filter=holds_seat)
        overfull = Event.objects.annotate(taken=taken).filter(taken__gt=F(limit))
        for pk, people, seats in overfull.values_list("pk", "taken", limit):
            yield f"event {pk}: {people} {mode} participants, {seats} seats"
