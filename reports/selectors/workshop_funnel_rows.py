"""The businesses of a workshop, each with its presence and how far its application came."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import User
from certification.enums import Status
from certification.models import Application
from ikm.models import Business
from workshops.models import Attendance, Event, Participant

# Each step counts those who also took every step before it.
STEPS = {
    "terdaftar": "Terdaftar",
    "hadir": "Hadir",
    "pengajuan": "Punya pengajuan",
    "dikirim": "Pengajuan dikirim",
    "sihalal": "Masuk SiHalal",
    "terbit": "Sertifikat terbit",
}
ABSENT = "tidak-hadir"
AT_BPJPH = frozenset({Status.IN_SIHALAL, Status.RETURNED_OUT, Status.ISSUED})


@dataclass(frozen=True, slots=True)
class FunnelRow:
    """One business that was registered, with its presence and its application, if any."""

    participant: Participant
    sessions_present: int
    application: Application | None
    was_sent_before: bool

    @property
    def steps_taken(self) -> int:
        """How many of `STEPS` were taken without a gap; at least 1."""
        return 1 + _leading(
            (
                self.sessions_present > 0,
                self.application is not None,
                _was_sent(self.application),
                _was_entered(self.application),
                _is_issued(self.application),
            )
        )

    def reached(self, step: str) -> bool:
        """Whether the row counts in a step, or among the absent."""
        if step == ABSENT:
            return self.sessions_present == 0
        return self.steps_taken > list(STEPS).index(step)


def sessions_attended(event: Event) -> Counter[int]:
    """Participant id → number of sessions in which the person was present."""
    marks = Attendance.objects.filter(participant__event=event)
    return Counter(marks.values_list("participant_id", flat=True))


def funnel_rows(
    event: Event, user: User, people: Iterable[Participant], came: Counter[int]
) -> tuple[list[FunnelRow], int]:
    """The businesses among the people that the reader may see, and how many others there are."""
    guests = [person for person in people if person.business_id]
    ids = [person.business_id for person in guests if person.business_id]
    own = set(Business.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True))
    applications = _applications(ids, user)
    rows = [
        _row(event, person, came[person.pk], applications.get(person.business_id))
        for person in guests
        if person.business_id in own
    ]
    return rows, len(guests) - len(rows)


def _row(
    event: Event, person: Participant, sessions: int, application: Application | None
) -> FunnelRow:
    sent_at = application.submitted_at if application else None
    return FunnelRow(person, sessions, application, bool(sent_at and sent_at < event.starts_at))


def _applications(businesses: list[int], user: User) -> dict[int | None, Application]:
    """Business id → its latest application, one that goes on rather than a stopped one."""
    found = Application.objects.visible_to(user).filter(business_id__in=businesses)
    chosen: dict[int | None, Application] = {}
    for application in found.select_related("programme").order_by("pk"):
        earlier = chosen.get(application.business_id)
        if not (earlier and application.status == Status.STOPPED):
            chosen[application.business_id] = application
    return chosen


def _leading(flags: Iterable[bool]) -> int:
    count = 0
    for flag in flags:
        if not flag:
            break
        count += 1
    return count


def _was_sent(application: Application | None) -> bool:
    return bool(application and application.submitted_at)


def _was_entered(application: Application | None) -> bool:
    if application is None:
        return False
    return application.status in AT_BPJPH or application.sihalal_entered_on is not None


def _is_issued(application: Application | None) -> bool:
    return bool(application and application.status == Status.ISSUED)
