"""The businesses of events, each with its presence and how far its application came.

A fixed number of queries for one event or for all of a year.
"""

import datetime
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models import prefetch_related_objects as prefetch
from django.db.models.functions import Coalesce

from accounts.models import User
from certification.enums import Status
from certification.models import Application, StatusChange
from certification.selectors.completeness import is_filled
from ikm.models import Business
from workshops.enums import ParticipantStatus
from workshops.models import Attendance, Event, Participant

# Each step counts those who also took every step before it.
STEPS = {
    "diundang": "Diundang",
    "hadir": "Hadir",
    "pengajuan": "Punya pengajuan",
    "lengkap": "Isian lengkap",
    "dikirim": "Dikirim",
    "sihalal": "Masuk SiHalal",
    "terbit": "Sertifikat terbit",
}
ABSENT = "tidak-hadir"
AT_BPJPH = frozenset({Status.IN_SIHALAL, Status.RETURNED_OUT, Status.ISSUED})


@dataclass(frozen=True, slots=True)
class Way:
    """How far one application came, with the days of its steps on the clock of its kab/kota."""

    application: Application
    is_complete: bool
    is_sent: bool
    began_on: datetime.date
    sent_on: datetime.date | None
    issued_on: datetime.date | None

    @property
    def is_entered(self) -> bool:
        application = self.application
        return application.status in AT_BPJPH or application.sihalal_entered_on is not None

    @property
    def is_issued(self) -> bool:
        return self.application.status == Status.ISSUED


@dataclass(frozen=True, slots=True)
class FunnelRow:
    """One business that was asked to an event, with its presence and its application, if any."""

    participant: Participant
    sessions_present: int
    way: Way | None
    event_on: datetime.date
    has_letter: bool

    @property
    def application(self) -> Application | None:
        return self.way.application if self.way else None

    @property
    def was_sent_before(self) -> bool:
        """Whether the application was sent before the day of the event."""
        return bool(self.way and self.way.sent_on and self.way.sent_on < self.event_on)

    @property
    def steps_taken(self) -> int:
        """How many of `STEPS` were taken without a gap; at least 1."""
        way = self.way
        flags = (
            self.sessions_present > 0,
            way is not None,
            way is not None and way.is_complete,
            way is not None and way.is_sent,
            way is not None and way.is_entered,
            way is not None and way.is_issued,
        )
        return 1 + _leading(flags)

    def reached(self, step: str) -> bool:
        """Whether the row counts in a step, or among the absent."""
        if step == ABSENT:
            return self.sessions_present == 0
        return self.steps_taken > list(STEPS).index(step)


@dataclass(frozen=True, slots=True)
class FunnelRows:
    """The rows that the reader may see, and what is only counted beside them, by event."""

    rows: list[FunnelRow]
    hidden: Counter[int]
    office_people: Counter[int]
    office_people_present: Counter[int]


def funnel_rows(events: Collection[Event], user: User) -> FunnelRows:
    """The businesses asked to these events; nine queries, however many there are.

    Everybody on the list counts as asked, also who came unannounced; who only waits for a seat
    and did not come does not. People of offices don't apply: they are counted beside it.
    """
    present = sessions_attended(events)
    ways = _ways(events, user)
    found = FunnelRows([], Counter(), Counter(), Counter())
    for person in _people(events, user):
        came = present[person.pk]
        if person.business_id is None:
            found.office_people[person.event_id] += 1
            found.office_people_present[person.event_id] += came > 0
        elif not person.is_own:
            found.hidden[person.event_id] += 1
        else:
            found.rows.append(_row(person, came, ways.get(person.business_id)))
    return found


def sessions_attended(events: Collection[Event]) -> Counter[int]:
    """Participant id → number of sessions in which the person was present."""
    marks = Attendance.objects.filter(session__event__in=events).values("participant")
    counts = marks.annotate(count=Count("pk")).values_list("participant", "count")
    return Counter(dict(counts.order_by()))


def with_days(applications: QuerySet[Application, Any]) -> QuerySet[Any, Any]:
    """With `first_sent`: the first sending, also when it was returned and sent again."""
    sent = StatusChange.objects.filter(
        application=OuterRef("pk"), to_status=Status.SUBMITTED
    ).order_by("at")
    return applications.annotate(
        first_sent=Coalesce(Subquery(sent.values("at")[:1]), F("submitted_at"))
    )


def _people(events: Collection[Event], user: User) -> Iterable[Any]:
    people = Participant.objects.filter(event__in=events).visible_to(user)
    asked = people.exclude(status=ParticipantStatus.WAITING) | people.attended()
    own = Business.objects.visible_to(user).filter(pk=OuterRef("business_id"))
    has_letter = Q(invitation__isnull=False) | Q(delegation__invitation__isnull=False)
    found = asked.annotate(is_own=Exists(own), has_letter=has_letter)
    return found.select_related("event", "business", "region").order_by("name", "pk")


def _row(person: Any, came: int, way: Way | None) -> FunnelRow:
    event = person.event
    event_on = event.starts_at.astimezone(event.zone).date()
    return FunnelRow(person, came, way, event_on, bool(person.has_letter))


def _ways(events: Collection[Event], user: User) -> dict[int, Way]:
    """Business id → its latest application, one that goes on rather than a stopped one."""
    guests = Participant.objects.filter(event__in=events).values("business")
    found = with_days(Application.objects.visible_to(user).filter(business__in=guests))
    found = found.select_related("programme", "business", "regency", "certificate")
    chosen: dict[int, Any] = {}
    for application in found.defer("snapshot").order_by("pk"):
        earlier = chosen.get(application.business_id)
        if not (earlier and application.status == Status.STOPPED):
            chosen[application.business_id] = application
    unsent = [application for application in chosen.values() if application.first_sent is None]
    prefetch(unsent, "products", "materials", "uploads")
    return {pk: _way(application) for pk, application in chosen.items()}


def _way(application: Any) -> Way:
    zone = ZoneInfo(application.regency.time_zone)
    sent_at = application.first_sent
    certificate = getattr(application, "certificate", None)
    is_draft = application.status == Status.DRAFT
    return Way(
        application=application,
        is_complete=sent_at is not None or (is_draft and is_filled(application)),
        is_sent=sent_at is not None,
        began_on=application.created_at.astimezone(zone).date(),
        sent_on=sent_at.astimezone(zone).date() if sent_at else None,
        issued_on=certificate.issued_on if certificate else None,
    )


def _leading(flags: Iterable[bool]) -> int:
    count = 0
    for flag in flags:
        if not flag:
            break
        count += 1
    return count
