"""Events with sessions, who takes part, and who was there."""

from workshops.models.attendance import Attendance, Participant
from workshops.models.event import Event, Session

__all__ = ["Attendance", "Event", "Participant", "Session"]
