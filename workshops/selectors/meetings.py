"""What the pages of a meeting's report show."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from workshops.meetings.scoring import SURE, Suggestion
from workshops.models import Attendance, Event, MeetingGuest, MeetingReport, Participant, Session
from workshops.selectors.meeting_matches import Named, matches
from workshops.selectors.meeting_minutes import Minutes, required_minutes, session_minutes


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report of the list, with how many of its guests nobody has decided on."""

    report: MeetingReport
    guests: int
    undecided: int


@dataclass(frozen=True, slots=True)
class Groups:
    """The guests by what is left to do; `decided` are the confirmed ones."""

    sure: list[MeetingGuest]
    doubtful: list[MeetingGuest]
    unknown: list[MeetingGuest]
    decided: list[MeetingGuest]

    @property
    def matched(self) -> list[MeetingGuest]:
        return [guest for guest in self.decided if guest.participant_id]

    @property
    def outsiders(self) -> list[MeetingGuest]:
        """Those of whom somebody said that they are no participants."""
        return [guest for guest in self.decided if not guest.participant_id]

    @property
    def has_totals(self) -> bool:
        guests = (*self.sure, *self.doubtful, *self.unknown, *self.decided)
        return any(guest.minutes is not None for guest in guests)


@dataclass(frozen=True, slots=True)
class Option:
    """A participant offered for a guest."""

    participant: Participant
    suggestion: Suggestion


@dataclass(frozen=True, slots=True)
class OpenGuest:
    """A guest of whom a person has to decide, with those it may be."""

    guest: MeetingGuest
    options: list[Option]


@dataclass(frozen=True, slots=True)
class SessionPreview:
    """What counting the report means for a session; people by whether their minutes suffice."""

    session: Session
    minutes: int
    required: int
    new: int
    known: int
    short: int


@dataclass(frozen=True, slots=True)
class MinutesRow:
    """Somebody's minutes in one session."""

    participant: Participant
    minutes: int
    suffices: bool


def report_rows(event: Event) -> list[ReportRow]:
    """The reports of an event, the latest first."""
    undecided = Count("guests", filter=Q(guests__is_confirmed=False))
    reports = event.meeting_reports.select_related("uploaded_by").annotate(
        people=Count("guests"), undecided=undecided
    )
    return [
        ReportRow(report, report.people, report.undecided)
        for report in reports.order_by("-uploaded_at")
    ]


def groups(report: MeetingReport) -> Groups:
    """All guests of a report, by name."""
    found = Groups([], [], [], [])
    for guest in report.guests.select_related("participant__business"):
        _group_of(guest, found).append(guest)
    return found


def open_guests(event: Event, guests: Iterable[MeetingGuest]) -> list[OpenGuest]:
    """The guests with those whom they may be, worked out anew: the list may have grown since."""
    guests = list(guests)
    if not guests:
        return []
    found = matches(event, [Named(guest.pk, guest.name, guest.email) for guest in guests])
    ids = {one.participant_id for suggestions in found.values() for one in suggestions}
    people = event.participants.select_related("business", "region").in_bulk(ids)
    return [
        OpenGuest(guest, [Option(people[one.participant_id], one) for one in found[guest.pk]])
        for guest in guests
    ]


def previews(report: MeetingReport, minutes: Minutes) -> list[SessionPreview]:
    """The sessions that the report reaches, in order."""
    sessions = list(report.event.sessions.select_related("event").filter(pk__in=minutes))
    marks = Attendance.objects.filter(session__in=sessions).order_by()
    marked = set(marks.values_list("session_id", "participant_id"))
    percent = report.event.min_session_percent
    return [_preview(session, minutes[session.pk], marked, percent) for session in sessions]


def minutes_rows(session: Session, minutes: dict[int, int], percent: int) -> list[MinutesRow]:
    """Everybody who was online during a session, the shortest first."""
    people = Participant.objects.select_related("business", "region").in_bulk(minutes)
    required = required_minutes(session, percent)
    rows = [MinutesRow(people[pk], count, count >= required) for pk, count in minutes.items()]
    return sorted(rows, key=lambda row: (row.minutes, row.participant.name))


def participants_like(event: Event, text: str, limit: int = 20) -> QuerySet[Participant]:
    """Participants whose name, business or office holds every word of the text."""
    people = event.participants.select_related("business", "region")
    for word in text.split():
        people = people.filter(
            Q(name__icontains=word) | Q(business__name__icontains=word) | Q(agency__icontains=word)
        )
    return people[:limit]


def _group_of(guest: MeetingGuest, found: Groups) -> list[MeetingGuest]:
    if guest.is_confirmed:
        return found.decided
    if guest.participant_id is None:
        return found.unknown
    return found.sure if (guest.score or 0) >= SURE else found.doubtful


def _preview(
    session: Session, minutes: dict[int, int], marked: set[tuple[int, int]], percent: int
) -> SessionPreview:
    required = required_minutes(session, percent)
    enough = [pk for pk, count in minutes.items() if count >= required]
    known = sum((session.pk, pk) in marked for pk in enough)
    return SessionPreview(
        session,
        session_minutes(session),
        required,
        new=len(enough) - known,
        known=known,
        short=len(minutes) - len(enough),
    )


def days_of(event: Event) -> list[datetime.date]:
    """The days of an event on the clock of its place, in order."""
    first, last = (
        moment.astimezone(event.zone).date() for moment in (event.starts_at, event.ends_at)
    )
    return [first + datetime.timedelta(days=count) for count in range((last - first).days + 1)]
