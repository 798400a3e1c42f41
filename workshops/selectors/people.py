"""What the pages of events show: counts, sessions, sheets, candidates."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from ikm.models import Business
from workshops.enums import Mode, ParticipantStatus
from workshops.models import Attendance, Event, Participant, Session

CANDIDATE_LIMIT = 30
# (mode, status, whether the person came) → people
Counts = Counter[tuple[str, str, bool]]


@dataclass(frozen=True, slots=True)
class ModeCount:
    """People of one mode. `taken` seats count everybody, the rest whom the reader may see."""

    mode: Mode
    seats: int | None
    taken: int
    invited: int
    registered: int
    present: int


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session with how many were there, by the way in which they really took part."""

    session: Session
    onsite: int
    online: int


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """Somebody on the list, with the number of sessions in which the person was present."""

    participant: Participant
    sessions_present: int


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A line of the attendance sheet. `mode` is the marked mode, else the registered one."""

    participant: Participant
    mode: Mode
    attendance: Attendance | None

    @property
    def is_present(self) -> bool:
        return self.attendance is not None


@dataclass(frozen=True, slots=True)
class Batch:
    """Several marks that one officer made in one go."""

    at: datetime.datetime
    count: int


@dataclass(frozen=True, slots=True)
class OwnPresence:
    """One session for a participant: how the person was there, "" when nothing is noted."""

    session: Session
    mode_label: str


def mode_counts(event: Event, user: User) -> list[ModeCount]:
    """Invited without an answer, registered and present, on site and online apart.

    Whoever came counts as registered too, also when the invitation had no answer.
    """
    taken = Counter(event.participants.registered().values_list("mode", flat=True))
    people = event.participants.visible_to(user).expected()
    seen = set(people.attended().values_list("pk", flat=True))
    rows: Counts = Counter(
        (mode, status, pk in seen)
        for pk, mode, status in people.values_list("pk", "mode", "status")
    )
    return [_mode_count(event, mode, taken[mode], rows) for mode in Mode]


def _mode_count(event: Event, mode: Mode, taken: int, rows: Counts) -> ModeCount:
    invited = rows[(mode, ParticipantStatus.INVITED, False)]
    everybody = sum(count for (its_mode, _, _), count in rows.items() if its_mode == mode)
    present = sum(count for (its_mode, _, was), count in rows.items() if its_mode == mode and was)
    return ModeCount(mode, event.seats(mode), taken, invited, everybody - invited, present)


def session_rows(event: Event) -> list[SessionRow]:
    """The sessions in order, each with the people present by mode."""
    onsite = Count("attendances", filter=Q(attendances__mode=Mode.ONSITE))
    online = Count("attendances", filter=Q(attendances__mode=Mode.ONLINE))
    sessions = event.sessions.select_related("event").annotate(onsite=onsite, online=online)
    # Counting groups the rows, and Django then leaves the model's own order out.
    sessions = sessions.order_by("starts_at", "pk")
    return [SessionRow(session, session.onsite, session.online) for session in sessions]


def lesson_hours(event: Event) -> int:
    """All full JP of the event's sessions."""
    return sum(session.lesson_hours for session in event.sessions.all())


def participant_rows(
    event: Event, user: User, *, mode: str = "", status: str = "", only_present: bool = False
) -> list[ParticipantRow]:
    """The people whom the reader may see, narrowed down as the counts of the event are."""
    people = event.participants.visible_to(user).select_related("business", "region")
    if mode:
        people = people.filter(mode=mode)
    if status == ParticipantStatus.REGISTERED:
        people = people.came_or_registered()
    elif status:
        people = people.filter(status=status, attendances=None)
    if only_present:
        people = people.attended()
    present = Counter(
        Attendance.objects.filter(participant__event=event).values_list("participant", flat=True)
    )
    return [ParticipantRow(person, present[person.pk]) for person in people]


def sheet(session: Session, user: User, *, text: str = "") -> list[SheetRow]:
    """Everybody who may come to a session, by name, with the mark if there is one.

    Args:
        text: only people whose name, business or office holds it.
    """
    marks = {mark.participant_id: mark for mark in session.attendances.select_related("by")}
    people = (
        session.event.participants.visible_to(user).expected().select_related("business", "region")
    )
    for word in text.split():
        people = people.filter(
            Q(name__icontains=word) | Q(business__name__icontains=word) | Q(agency__icontains=word)
        )
    return [sheet_row(person, marks.get(person.pk)) for person in people]


def sheet_row(participant: Participant, attendance: Attendance | None) -> SheetRow:
    """One line of the sheet."""
    source = attendance or participant
    return SheetRow(participant, Mode(source.mode), attendance)


def last_batch(session: Session, user: User, *, since: datetime.datetime) -> Batch | None:
    """The latest marks that this officer made in one go after `since`, as long as they stand."""
    group = (
        session.attendances.filter(by=user, at__gte=since)
        .values("at")
        .annotate(count=Count("pk"))
        .filter(count__gt=1)
        .order_by("-at")
        .first()
    )
    return Batch(group["at"], group["count"]) if group else None


def own_presence(event: Event, user: User) -> list[OwnPresence]:
    """For a participant: every session with the own presence."""
    mine = Attendance.objects.filter(participant__in=event.participants.visible_to(user))
    modes = {mark.session_id: mark.get_mode_display() for mark in mine.filter(session__event=event)}
    sessions = event.sessions.select_related("event")
    return [OwnPresence(session, modes.get(session.pk, "")) for session in sessions]


def candidates(event: Event, user: User, text: str) -> QuerySet[Business]:
    """Businesses of the reader's registry that match the text and are not on the list yet."""
    listed = event.participants.of_businesses().values("business_id")
    found = Business.objects.visible_to(user).matching(text).exclude(pk__in=listed)
    return found.select_related("regency", "district").order_by("name", "pk")[:CANDIDATE_LIMIT]
