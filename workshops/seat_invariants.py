"""What must always hold for seats, delegations, the waiting list and substitutes."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import Count, F, Q, Sum

from workshops.enums import Mode, ParticipantStatus
from workshops.models import Attendance, Delegation, Event, Invitation, Participant


def check() -> Iterator[str]:
    """Yields one sentence for each thing that is wrong."""
    yield from _seats_kept()
    yield from _delegations_kept()
    yield from _within_event()
    yield from _presence_of_waiting()
    yield from _substitutes()


def _seats_kept() -> Iterator[str]:
    """Seats kept for delegations and people outside them fit into the limit of the event."""
    outside = Participant.objects.registered().filter(delegation=None)
    needed: Counter[tuple[int, str]] = Counter()
    for event, mode, count in outside.values_list("event", "mode").annotate(n=Count("pk")):
        needed[event, mode] += count
    kept = Delegation.objects.keeping_seats().order_by()
    for event, mode, count in kept.values_list("event", "mode").annotate(n=Sum("seats")):
        needed[event, mode] += count
    for event in Event.objects.filter(pk__in={pk for pk, _ in needed}):
        for mode in Mode:
            limit, seats = event.seats(mode), needed[event.pk, mode]
            if limit is not None and seats > limit:
                yield f"event {event.pk}: {seats} {mode} seats taken or kept, {limit} seats"


def _delegations_kept() -> Iterator[str]:
    registered = Q(participants__status=ParticipantStatus.REGISTERED)
    people = Delegation.objects.annotate(taken=Count("participants", filter=registered))
    for pk, taken, seats in people.filter(taken__gt=F("seats")).values_list("pk", "taken", "seats"):
        yield f"delegation {pk}: {taken} people, {seats} seats"


def _within_event() -> Iterator[str]:
    other = ~Q(delegation__event=F("event")) | ~Q(delegation__mode=F("mode"))
    strays = Participant.objects.filter(other, delegation__isnull=False)
    for pk in strays.exclude(status=ParticipantStatus.DECLINED).values_list("pk", flat=True):
        yield f"participant {pk}: the delegation is of another event or mode"
    of_others = ~Q(delegation__event=F("event")) & ~Q(participant__event=F("event"))
    for pk in Invitation.objects.filter(of_others).values_list("pk", flat=True):
        yield f"invitation {pk}: belongs to another event than the one invited"


def _presence_of_waiting() -> Iterator[str]:
    wrong = Attendance.objects.filter(participant__status=ParticipantStatus.WAITING)
    for pk in wrong.values_list("pk", flat=True):
        yield f"attendance {pk}: the participant waits for a seat"


def _substitutes() -> Iterator[str]:
    coming = Participant.objects.filter(substitute_for__isnull=False).exclude(
        status=ParticipantStatus.DECLINED
    )
    wrong = coming.exclude(
        substitute_for__status=ParticipantStatus.DECLINED, substitute_for__event=F("event")
    )
    for pk in wrong.values_list("pk", flat=True):
        yield f"participant {pk}: comes in the place of somebody who has not declined"
