"""How many minutes of each session participants were online, by the reports of the meetings."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet

from workshops.enums import MeetingState
from workshops.meetings.stays import Span, filled, minutes_within
from workshops.models import Event, MeetingGuest, MeetingReport, MeetingStay, Session

# Session → participant → minutes.
Minutes = dict[int, dict[int, int]]


def minutes_of(report: MeetingReport) -> Minutes:
    """Minutes of this report and those counted before; sessions without any are left out.

    What one person did on two devices, under two names or in two reports is united first, so no
    minute counts twice. Totals count where the officer agreed to it. Three queries.
    """
    event = report.event
    sessions = list(event.sessions.all())
    guests = _guests(report)
    stays = _stays(guests)
    spans: dict[int, list[Span]] = defaultdict(list)
    for guest in guests:
        if guest.participant_id:
            spans[guest.participant_id] += _spans(guest, stays[guest.pk], sessions, event)
    return _by_session(sessions, spans)


def required_minutes(session: Session, percent: int) -> int:
    """The fewest minutes that count as presence: so many percent of the session, rounded up."""
    return -(-session_minutes(session) * percent // 100)


def session_minutes(session: Session) -> int:
    return int((session.ends_at - session.starts_at).total_seconds() // 60)


def _guests(report: MeetingReport) -> QuerySet[MeetingGuest]:
    counted = Q(report=report) | Q(report__state=MeetingState.APPLIED)
    guests = MeetingGuest.objects.filter(counted, report__event=report.event_id)
    return guests.filter(is_confirmed=True).exclude(participant=None).select_related("report")


def _stays(guests: QuerySet[MeetingGuest]) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = defaultdict(list)
    rows = MeetingStay.objects.filter(guest__in=guests.order_by()).order_by()
    for guest, start, end in rows.values_list("guest_id", "joined_at", "left_at"):
        found[guest].append((start, end))
    return found


def _spans(
    guest: MeetingGuest, stays: list[Span], sessions: Sequence[Session], event: Event
) -> Iterable[Span]:
    """When the guest was there; a total goes to the sessions of its day in order of time."""
    if guest.minutes is None:
        return stays
    if not guest.report.takes_totals:
        return []
    days = {start.astimezone(event.zone).date() for start, _ in stays}
    if guest.report.day and not days:
        days = {guest.report.day}
    return filled(guest.minutes, _of_days(sessions, days, event), stays)


def _of_days(sessions: Sequence[Session], days: set[datetime.date], event: Event) -> list[Span]:
    spans = ((session.starts_at, session.ends_at) for session in sessions)
    return [span for span in spans if span[0].astimezone(event.zone).date() in days]


def _by_session(sessions: Sequence[Session], spans: dict[int, list[Span]]) -> Minutes:
    found: Minutes = {}
    for session in sessions:
        span = (session.starts_at, session.ends_at)
        counts = {person: minutes_within(stays, span) for person, stays in spans.items()}
        if present := {person: count for person, count in counts.items() if count}:
            found[session.pk] = present
    return found
