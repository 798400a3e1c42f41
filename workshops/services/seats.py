"""Seats: the one place that knows how many are free. Callers hold the lock of the event.

A delegation's seats are kept for it, filled or not; the others share what is left of the limit.
"""

import datetime
from collections.abc import Sequence

from django.db.models import Sum
from django.utils import timezone

from accounts.models import User
from halalportal.audit import services as audit
from workshops.enums import Mode, ParticipantStatus
from workshops.errors import SeatsFullError, SeatsTakenError
from workshops.models import Delegation, Event, Participant
from workshops.selectors.waiting import Pool, queues

MOMENTS = ("waiting_since", "preferred_at", "promoted_at")


def free(event: Event, mode: Mode, delegation: Delegation | None = None) -> int | None:
    """The free seats of a delegation, else those that nobody holds; None for no limit."""
    if delegation:
        kept = delegation.seats if keeps(delegation) else 0
        return max(kept - taken(event, mode, delegation), 0)
    limit = event.seats(mode)
    if limit is None:
        return None
    return max(limit - held(event, mode) - taken(event, mode), 0)


def taken(event: Event, mode: Mode, delegation: Delegation | None = None) -> int:
    """People with a seat of this delegation, or with one outside all delegations."""
    return event.participants.registered().filter(mode=mode, delegation=delegation).count()


def held(event: Event, mode: Mode) -> int:
    """Seats kept for delegations, filled or not; who sends nobody gave the seats back."""
    keeping = event.delegations.filter(mode=mode).keeping_seats()
    return keeping.aggregate(seats=Sum("seats"))["seats"] or 0


def keeps(delegation: Delegation) -> bool:
    """Whether its seats are still its own."""
    return Delegation.objects.filter(pk=delegation.pk).keeping_seats().exists()


def take(event: Event, mode: Mode, wanted: int, delegation: Delegation | None = None) -> None:
    """Raises `SeatsFullError` unless so many seats are free."""
    left = free(event, mode, delegation)
    if left is not None and wanted > left:
        raise SeatsFullError(mode, free=left, holder=str(delegation or ""))


def check_kept(event: Event) -> None:
    """Raises `SeatsTakenError` when the event has fewer seats than are taken or kept."""
    for mode in Mode:
        limit = event.seats(mode)
        kept = held(event, mode)
        needed = kept + taken(event, mode)
        if limit is not None and needed > limit:
            raise SeatsTakenError(mode, taken=needed, held=kept)


def delegation_in(participant: Participant, mode: Mode) -> Delegation | None:
    """The delegation whose seat somebody takes in a mode: the own one, or its twin there."""
    own = participant.delegation
    if own is None or own.mode == mode:
        return own
    twins = participant.event.delegations.filter(mode=mode, region_id=own.region_id)
    return twins.filter(organisation=own.organisation).first()


def seat_or_wait(
    event: Event, people: Sequence[Participant], mode: Mode, delegation: Delegation | None = None
) -> None:
    """Seats the first of these people and lets the others wait; the caller saves them."""
    left, now = free(event, mode, delegation), timezone.now()
    for number, person in enumerate(people):
        settle(person, has_seat=left is None or number < left, now=now)


def settle(
    participant: Participant, *, has_seat: bool, now: datetime.datetime | None = None
) -> Participant:
    """Sets the fields of somebody with a seat, or of somebody who waits; the caller saves."""
    participant.preferred_at = participant.promoted_at = None
    if has_seat:
        participant.status, participant.waiting_since = ParticipantStatus.REGISTERED, None
    else:
        participant.status = ParticipantStatus.WAITING
        participant.waiting_since = participant.waiting_since or now or timezone.now()
    return participant


def give_up(participant: Participant) -> None:
    """Saves that somebody will not come; the caller promotes."""
    participant.status = ParticipantStatus.DECLINED
    participant.waiting_since = participant.preferred_at = participant.promoted_at = None
    participant.save(update_fields=["status", *MOMENTS])


def prefer(participant: Participant, *, by: User) -> None:
    """Puts somebody before all who wait; without effect on those who don't."""
    if participant.status != ParticipantStatus.WAITING or participant.preferred_at:
        return
    participant.preferred_at = timezone.now()
    participant.save(update_fields=["preferred_at"])
    audit.record(action="participant.preferred", subject=participant, by=by)


def promote(
    event: Event, *, by: User | None, now: datetime.datetime | None = None
) -> list[Participant]:
    """Gives free seats to those who wait, by the event's rule, and returns them.

    Nobody is promoted once the event has begun: the person would not learn of it in time.
    """
    now = now or timezone.now()
    if now >= event.starts_at:
        return []
    promoted: list[Participant] = []
    for pool in queues(event):
        promoted += _promote_pool(event, pool, by=by, now=now)
    return promoted


def _promote_pool(
    event: Event, pool: Pool, *, by: User | None, now: datetime.datetime
) -> list[Participant]:
    """The queue is read anew for each pool: seats given in another one count for the rule."""
    mode, delegation_id = pool
    delegation = event.delegations.get(pk=delegation_id) if delegation_id else None
    lucky = queues(event)[pool][: free(event, Mode(mode), delegation)]
    for person in lucky:
        _promote(person, by=by, now=now)
    return lucky


def _promote(person: Participant, *, by: User | None, now: datetime.datetime) -> None:
    settle(person, has_seat=True)
    person.promoted_at = now
    person.save(update_fields=["status", *MOMENTS])
    audit.record(action="participant.promoted", subject=person, by=by, mode=person.mode)
