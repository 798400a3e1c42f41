"""What an event offers: who teaches, and where a study visit goes on which day."""

import datetime
from dataclasses import dataclass
from itertools import groupby

from workshops.enums import EventKind
from workshops.models import Event, Speaker, Stop


@dataclass(frozen=True, slots=True)
class TripDay:
    """The stops of one day on the clock of the place."""

    day: datetime.date
    stops: list[Stop]


@dataclass(frozen=True, slots=True)
class Programme:
    """Speakers in the order of their sessions; days only for a study visit."""

    speakers: list[Speaker]
    days: list[TripDay]


def programme(event: Event) -> Programme:
    """Speakers and itinerary of an event."""
    speakers = list(event.speakers.select_related("session"))
    return Programme(speakers, trip_days(event) if is_trip(event) else [])


def is_trip(event: Event) -> bool:
    """Whether the event has an itinerary."""
    return event.kind == EventKind.STUDY_VISIT


def trip_days(event: Event) -> list[TripDay]:
    """The itinerary by days."""

    def day_of(stop: Stop) -> datetime.date:
        return stop.starts_at.astimezone(event.zone).date()

    stops = event.stops.select_related("event")
    return [TripDay(day, list(found)) for day, found in groupby(stops, key=day_of)]
