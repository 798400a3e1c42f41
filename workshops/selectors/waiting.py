"""The waiting list of an event, in the order in which seats will be given."""

from collections import Counter

from django.db.models import Exists, OuterRef, Q

from workshops.enums import WaitingRule
from workshops.models import Attendance, Event, Participant
from workshops.waiting import Waiter, in_order

# Those who wait for the same seats: a mode, and the delegation that holds them, if any.
Pool = tuple[str, int | None]


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
    return list(people.select_related("business", "region", "delegation"))


def _waiter(person: Participant) -> Waiter:
    assert person.waiting_since is not None  # noqa: S101  # participant_waits_since
    return Waiter(
        pk=person.pk,
        region_id=person.region_id,
        since=person.waiting_since,
        has_attended=person.has_attended,  # type: ignore[attr-defined]
        preferred_at=person.preferred_at,
    )
