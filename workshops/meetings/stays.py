"""Arithmetic of stays: united, cut to the sessions, counted in minutes."""

import datetime
from collections.abc import Iterable

# From joining to leaving; both aware, the end not before the start.
Span = tuple[datetime.datetime, datetime.datetime]

_NOTHING = datetime.timedelta()


def united(spans: Iterable[Span]) -> list[Span]:
    """The same time without overlaps, in order: two devices at once count once."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((start, end))
    return result


def minutes_within(spans: Iterable[Span], session: Span) -> int:
    """Full minutes that the stays have in common with a session, whatever their order."""
    shared = (_overlap(span, session) for span in united(spans))
    return int(sum(shared, _NOTHING).total_seconds() // 60)


def filled(minutes: int, sessions: Iterable[Span], within: Iterable[Span] = ()) -> list[Span]:
    """Where so many minutes go when they are counted in order of time.

    Args:
        sessions: the meeting's sessions.
        within: when the person was seen; the minutes go nowhere else. Empty: it isn't known.
    """
    left = datetime.timedelta(minutes=minutes)
    seen = united(within)
    result: list[Span] = []
    for session in united(sessions):
        for start, end in _cut(session, seen):
            taken = min(end - start, left)
            if taken > _NOTHING:
                result.append((start, start + taken))
                left -= taken
    return result


def _cut(session: Span, seen: list[Span]) -> list[Span]:
    if not seen:
        return [session]
    cut = ((max(start, session[0]), min(end, session[1])) for start, end in seen)
    return [(start, end) for start, end in cut if start < end]


def _overlap(one: Span, other: Span) -> datetime.timedelta:
    return max(min(one[1], other[1]) - max(one[0], other[0]), _NOTHING)
