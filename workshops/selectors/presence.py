"""How much of an event each participant was there for."""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from workshops.models import Attendance, Event, Participant
from workshops.models.event import LESSON_MINUTES


@dataclass(frozen=True, slots=True)
class Share:
    """JP (45 minutes each) of the sessions in which somebody was, of all JP of the event."""

    hours: int
    all_hours: int

    @property
    def minutes(self) -> int:
        return self.hours * LESSON_MINUTES

    @property
    def percent(self) -> int:
        """Rounded down, so that 79.9 % never passes for 80; 0 for an event without JP."""
        return int(Fraction(self.hours * 100, self.all_hours)) if self.all_hours else 0


def share_of(participant: Participant) -> Share:
    """The share of one participant; two queries."""
    hours = {session.pk: session.lesson_hours for session in participant.event.sessions.all()}
    seen = participant.attendances.values_list("session_id", flat=True)
    return Share(sum(hours.get(session, 0) for session in seen), sum(hours.values()))


def shares(event: Event) -> dict[int, Share]:
    """The share of every participant by id; two queries.

    A session too short for one JP counts for nobody.
    """
    hours = {session.pk: session.lesson_hours for session in event.sessions.all()}
    seen: dict[int, int] = defaultdict(int)
    marks = Attendance.objects.filter(session__event=event).order_by()
    for participant, session in marks.values_list("participant_id", "session_id"):
        seen[participant] += hours.get(session, 0)
    people = event.participants.order_by().values_list("pk", flat=True)
    return {pk: Share(seen[pk], sum(hours.values())) for pk in people}
