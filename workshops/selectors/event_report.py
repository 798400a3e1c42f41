"""The figures of an event's report: the same on the page and on paper."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef

from workshops.enums import EventKind, Evidence, Mode
from workshops.models import (
    ActionItem,
    Attendance,
    AttendanceCertificate,
    Event,
    EventPhoto,
    EventReport,
    Handout,
    Session,
    Speaker,
    Stop,
)
from workshops.selectors import knowledge, survey
from workshops.selectors.people import lesson_hours

MOST_PHOTOS = 8


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """The participants from one kab/kota: who held a seat or came, and who came."""

    name: str
    onsite: int
    online: int
    present: int

    @property
    def total(self) -> int:
        return self.onsite + self.online


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session with its speakers, and how many were there by how that is known."""

    session: Session
    speakers: list[Speaker]
    evidence: list[tuple[str, int]]

    @property
    def total(self) -> int:
        return sum(count for _, count in self.evidence)


@dataclass(frozen=True, slots=True)
class Certificates:
    """Certificates of attendance that stand, and how many of them are signed."""

    issued: int
    signed: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All that the report says by itself; an empty list stands for "Belum ada"."""

    event: Event
    report: EventReport | None
    lesson_hours: int
    places: list[PlaceRow]
    people: PlaceRow
    sessions: list[SessionLine]
    speakers: list[Speaker]
    stops: list[Stop]
    test: knowledge.Results | None
    survey: survey.SurveyResults
    certificates: Certificates
    decisions: list[ActionItem]
    handouts: list[Handout]
    photos: list[EventPhoto]

    @property
    def is_visit(self) -> bool:
        return self.event.kind == EventKind.STUDY_VISIT

    @property
    def has_session_speakers(self) -> bool:
        return any(line.speakers for line in self.sessions)


def figures(event: Event) -> Figures:
    """Everything about an event as it stands now."""
    places = _places(event)
    speakers = list(event.speakers.all())
    return Figures(
        event=event,
        report=EventReport.objects.filter(event=event).select_related("changed_by").first(),
        lesson_hours=lesson_hours(event),
        places=places,
        people=_all_of(places),
        sessions=_sessions(event, speakers),
        speakers=[speaker for speaker in speakers if speaker.session_id is None],
        stops=list(event.stops.select_related("event")),
        test=knowledge.results(event),
        survey=survey.results(event),
        certificates=_certificates(event),
        decisions=list(event.action_items.select_related("office", "person").order_by("position")),
        handouts=list(event.handouts.all()),
        photos=list(event.photos.all()[:MOST_PHOTOS]),
    )


def _places(event: Event) -> list[PlaceRow]:
    """A row for each kab/kota from which somebody came or held a seat."""
    was_there = Exists(Attendance.objects.filter(participant=OuterRef("pk")))
    people = event.participants.came_or_registered().annotate(was_there=was_there)
    modes: Counter[tuple[str, str]] = Counter()
    present: Counter[str] = Counter()
    names: dict[str, str] = {}
    for code, name, mode, came in people.order_by("region_id").values_list(
        "region_id", "region__name", "mode", "was_there"
    ):
        names[code] = name
        modes[code, mode] += 1
        present[code] += came
    return [
        PlaceRow(name, modes[code, Mode.ONSITE], modes[code, Mode.ONLINE], present[code])
        for code, name in names.items()
    ]


def _all_of(places: list[PlaceRow]) -> PlaceRow:
    return PlaceRow(
        "Semua",
        sum(row.onsite for row in places),
        sum(row.online for row in places),
        sum(row.present for row in places),
    )


def _sessions(event: Event, speakers: list[Speaker]) -> list[SessionLine]:
    marks = Attendance.objects.filter(session__event=event).order_by()
    rows = marks.values_list("session_id", "evidence").annotate(count=Count("pk"))
    counts = {(session_id, evidence): count for session_id, evidence, count in rows}
    return [
        SessionLine(
            session,
            [speaker for speaker in speakers if speaker.session_id == session.pk],
            [
                (str(evidence.label), counts[session.pk, evidence])
                for evidence in Evidence
                if (session.pk, evidence) in counts
            ],
        )
        for session in event.sessions.select_related("event")
    ]


def _certificates(event: Event) -> Certificates:
    valid = AttendanceCertificate.objects.filter(event=event).valid()
    signed = valid.exclude(signed_on=None)
    return Certificates(valid.count(), signed.count())
