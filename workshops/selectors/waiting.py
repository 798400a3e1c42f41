"""The waiting list of an event, in the order in which seats will be given."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from workshops.enums import Mode, WaitingRule
from workshops.models import Attendance, Delegation, Event, Participant
from workshops.waiting import Waiter, in_order

# Those who wait for the same seats: a mode, and the delegation that holds them, if any.
Pool = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class Queue:
    """Those who wait for the same seats, the next one first."""

    mode: Mode
    delegation: Delegation | None
    people: list[Participant]


def shown(event: Event, user: User) -> list[Queue]:
    """The queues for readers of the event's region; others see their people in the list alone."""
    if not user.scope.covers(event.region_id):
        return []
    return [
        Queue(Mode(mode), people[0].delegation, people)
        for (mode, _), people in queues(event).items()
    ]


def queues(event: Event) -> dict[Pool, list[Participant]]:
    """The waiting people of each pool of seats, the next one first."""
    people = {person.pk: person for person in _waiting(event)}
    counts = Counter(event.participants.registered().values_list("region_id", flat=True))
    lines: dict[Pool, list[Waiter]] = {}
    for person in people.values():
        lines.setdefault(pool_of(person), []).append(_waiter(person))
    rule = WaitingRule(event.waiting_rule)
    return {
        pool: [people[waiter.pk] for waiter in in_order(line, rule, counts)]
        for pool, line in sorted(lines.items(), key=lambda item: (item[0][0], item[0][1] or 0))
    }


def pool_of(participant: Participant) -> Pool:
    """The seats for which somebody waits."""
    return participant.mode, participant.delegation_id


def _waiting(event: Event) -> list[Participant]:
    """With `has_attended`: whether the person, or the business, was at another event."""
    same = (
        Q(participant__business_id=OuterRef("business_id"))
        | Q(participant__user_id=OuterRef("user_id"))
        | (Q(participant__phone=OuterRef("phone")) & ~Q(participant__phone=""))
    )
    earlier = Attendance.objects.exclude(session__event=event).filter(same)
    people = event.participants.waiting().annotate(has_attended=Exists(earlier))
    return list(
        people.select_related(
            "business", "region", "delegation__region", "delegation__organisation"
        )
    )


def _waiter(person: Participant) -> Waiter:
    assert person.waiting_since is not None  # noqa: S101  # participant_waits_since
    return Waiter(
        pk=person.pk,
        region_id=person.region_id,
        since=person.waiting_since,
        has_attended=person.has_attended,  # type: ignore[attr-defined]
        preferred_at=person.preferred_at,
    )
