"""Who of the consultants was online on which of the seven days, and for how long."""

import random
from collections.abc import Iterable
from itertools import groupby

from accounts.models import User
from workshops.demo_presence import bring_report, stay_of
from workshops.meetings.stays import Span
from workshops.models import Event, Participant, Session

_STEADY, _PARTIAL = 0.72, 0.14  # shares of the people; the others give up after some days
_COMES = {"steady": 0.96, "partial": 0.72, "leaver": 0.9}
_BREAKS, _LEAVES_EARLY = 0.1, 0.03


def attend(event: Event, *, rng: random.Random, by: User) -> None:
    """The meeting tool's report of each day is counted in the evening."""
    people = list(event.participants.select_related("user").order_by("pk"))
    kinds = [_kind(person, rng) for person in people]
    last_days = [rng.randint(1, 5) if kind == "leaver" else 7 for kind in kinds]
    sessions = event.sessions.order_by("starts_at")
    days = groupby(sessions, key=lambda one: one.starts_at.astimezone(event.zone).date())
    for number, (_, of_day) in enumerate(days, start=1):
        parts = list(of_day)
        bring_report(
            event,
            {
                person: _stays(parts, _COMES[kind], rng) if number <= last else []
                for person, kind, last in zip(people, kinds, last_days, strict=True)
            },
            by=by,
        )


def _kind(person: Participant, rng: random.Random) -> str:
    """Who has an account means to work with it."""
    chance = rng.random()
    if person.user or chance < _STEADY:
        return "steady"
    return "partial" if chance < _STEADY + _PARTIAL else "leaver"


def _stays(sessions: Iterable[Session], comes: float, rng: random.Random) -> list[Span]:
    return [
        span
        for session in sessions
        if rng.random() < comes
        for span in stay_of(
            session,
            rng,
            share=rng.uniform(0.2, 0.6) if rng.random() < _LEAVES_EARLY else 1,
            has_gap=rng.random() < _BREAKS,
        )
    ]
