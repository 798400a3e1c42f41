"""The events in a person's own calendar."""

import datetime
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from accounts.models import User
from workshops.models import Event, Participant

# So far back the calendar reaches; older events stay on the pages of the portal.
LOOK_BACK = datetime.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Feed:
    """Events, and the ids of those whose online room the person may know."""

    events: list[Event]
    with_link: frozenset[int]


def feed_of(user: User, *, now: datetime.datetime) -> Feed:
    """What the person may see: the link of a room only to who takes part or manages."""
    events = for_calendar(Event.objects.visible_to(user)).filter(ends_at__gte=now - LOOK_BACK)
    found = list(events.order_by("starts_at", "pk"))
    is_own = Q(user=user) | Q(business__owner=user)
    own = Participant.objects.registered().filter(is_own, event__in=found)
    managed = Event.objects.managed_by(user).filter(pk__in=[event.pk for event in found])
    ids = {*own.values_list("event_id", flat=True), *managed.values_list("pk", flat=True)}
    return Feed(found, frozenset(ids))


def for_calendar(events: QuerySet[Event]) -> QuerySet[Event]:
    """With what a calendar says about them."""
    return events.select_related("organiser").prefetch_related("sessions")
