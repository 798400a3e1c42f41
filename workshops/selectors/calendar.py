"""The public calendar: events to come with their free seats, counted in two queries for all."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Sum

from workshops.enums import Mode
from workshops.models import Delegation, Event, Participant

Key = tuple[int, str]  # event, mode


@dataclass(frozen=True, slots=True)
class ModeSeats:
    """Free seats of a mode for everybody; None for no limit."""

    mode: Mode
    free: int | None

    @property
    def is_full(self) -> bool:
        return self.free == 0


@dataclass(frozen=True, slots=True)
class OpenEvent:
    """An event with the ways to take part that it offers."""

    event: Event
    seats: tuple[ModeSeats, ...]


def with_seats(events: Sequence[Event]) -> list[OpenEvent]:
    """The events in their order, each with its free seats.

    A delegation's seats are kept for it, as `services.seats` counts them.
    """
    held, taken = _held(events), _taken(events)

    def seats_of(event: Event, mode: Mode) -> ModeSeats:
        limit = event.seats(mode)
        if limit is None:
            return ModeSeats(mode, None)
        return ModeSeats(mode, max(limit - held[event.pk, mode] - taken[event.pk, mode], 0))

    return [
        OpenEvent(event, tuple(seats_of(event, mode) for mode in event.modes)) for event in events
    ]


def _held(events: Sequence[Event]) -> Counter[Key]:
    rows = Delegation.objects.filter(event__in=events).values_list("event_id", "mode")
    return Counter({(pk, mode): seats for pk, mode, seats in rows.annotate(Sum("seats"))})


def _taken(events: Sequence[Event]) -> Counter[Key]:
    people = Participant.objects.registered().filter(event__in=events, delegation=None)
    return Counter(people.order_by().values_list("event_id", "mode"))
