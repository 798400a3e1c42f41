"""How many minutes of each session participants were online, by the reports of the meetings."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from workshops.enums import MeetingState
from workshops.meetings.stays import Span, filled, minutes_within, united
from workshops.models import Event, MeetingGuest, MeetingReport, MeetingStay, Session

# Session → participant → minutes.
Minutes = dict[int, dict[int, int]]


def minutes_of(report: MeetingReport) -> Minutes:
    """Minutes in the sessions that this report reaches; sessions without any are left out.

    What one person did on two devices, under two names or in two reports is united first, so no
    minute counts twice. Totals count where the officer agreed to it. Five queries.
    """
    event = report.event
    sessions = list(event.sessions.all())
    own = _spans_of(_guests(event).filter(report=report), sessions, event)
    reached = [one for one in sessions if any(minutes_within(own[pk], span_of(one)) for pk in own)]
    if not reached:
        return {}
    others = _guests(event).filter(report__state=MeetingState.APPLIED).exclude(report=report)
    earlier = _spans_of(others.filter(_around(reached)), sessions, event)
    spans = {pk: united([*own.get(pk, []), *earlier.get(pk, [])]) for pk in {*own, *earlier}}
    return {session.pk: _in_session(session, spans) for session in reached}


def required_minutes(session: Session, percent: int) -> int:
    """The fewest minutes that count as presence: so many percent of the session, rounded up."""
    return -(-session_minutes(session) * percent // 100)


def session_minutes(session: Session) -> int:
    return int((session.ends_at - session.starts_at).total_seconds() // 60)


def span_of(session: Session) -> Span:
    return (session.starts_at, session.ends_at)


def _guests(event: Event) -> QuerySet[MeetingGuest]:
    """Everybody of the event's reports who is known to be a participant."""
    guests = MeetingGuest.objects.filter(report__event=event, is_confirmed=True).order_by()
    return guests.exclude(participant=None).select_related("report")


def _around(sessions: Sequence[Session]) -> Q:
    """Guests who may have been there between the first session and the last one."""
    first = min(session.starts_at for session in sessions)
    last = max(session.ends_at for session in sessions)
    stays = MeetingStay.objects.filter(guest=OuterRef("pk"), joined_at__lt=last, left_at__gt=first)
    return Q(minutes__isnull=False) | Q(Exists(stays))


def _spans_of(
    guests: QuerySet[MeetingGuest], sessions: Sequence[Session], event: Event
) -> dict[int, list[Span]]:
    """Participant → when the person was online."""
    stays: dict[int, list[Span]] = defaultdict(list)
    rows = MeetingStay.objects.filter(guest__in=guests.values("pk")).order_by()
    for guest_id, start, end in rows.values_list("guest_id", "joined_at", "left_at"):
        stays[guest_id].append((start, end))
    spans: dict[int, list[Span]] = defaultdict(list)
    for guest in guests:
        if guest.participant_id:
            spans[guest.participant_id] += _spans(guest, stays[guest.pk], sessions, event)
    return spans


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
    spans = map(span_of, sessions)
    return [span for span in spans if span[0].astimezone(event.zone).date() in days]


def _in_session(session: Session, spans: dict[int, list[Span]]) -> dict[int, int]:
    counts = {pk: minutes_within(stays, span_of(session)) for pk, stays in spans.items()}
    return {pk: count for pk, count in counts.items() if count}
