"""Whoever stands at the door without a seat: a free one is given, else the officer decides."""

from accounts.models import User
from halalportal.audit import services as audit
from workshops.enums import Mode, ParticipantStatus, ScanOutcome
from workshops.errors import SeatsFullError
from workshops.models import Event, Participant
from workshops.services import seats


def admit(
    event: Event, participant: Participant, *, by: User | None, anyway: bool = False
) -> ScanOutcome | None:
    """Makes room for somebody who came; returns what stands in the way, or None.

    The caller holds the event's lock. Who finds no free seat comes in as invited, which holds no
    seat: an invited person at once, somebody who waits or declined only `anyway`.
    """
    if participant.status == ParticipantStatus.REGISTERED:
        return None
    obstacle = _obstacle(participant, anyway=anyway)
    if obstacle is None and _take_seat(event, participant):
        _record(participant, by=by)
    elif obstacle is None and participant.status != ParticipantStatus.INVITED:
        if not anyway:
            return ScanOutcome.NO_SEAT
        seats.settle(participant, has_seat=True)
        participant.status = ParticipantStatus.INVITED
        _record(participant, by=by)
    return obstacle


def _obstacle(participant: Participant, *, anyway: bool) -> ScanOutcome | None:
    has_declined = participant.status == ParticipantStatus.DECLINED
    if has_declined and (not anyway or substitute_of(participant)):
        return ScanOutcome.DECLINED
    return None


def substitute_of(participant: Participant) -> Participant | None:
    """Who comes in the person's place, if anybody."""
    return Participant.objects.expected().filter(substitute_for=participant).first()


def _take_seat(event: Event, participant: Participant) -> bool:
    mode = Mode(participant.mode)
    try:
        seats.take(event, mode, 1, participant.delegation)
    except SeatsFullError:
        return False
    seats.settle(participant, has_seat=True)
    return True


def _record(participant: Participant, *, by: User | None) -> None:
    participant.save(update_fields=["status", *seats.MOMENTS])
    audit.record(
        action="participant.admitted", subject=participant, by=by, status=participant.status
    )
