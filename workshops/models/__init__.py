"""Events, who takes part, what they learned, and what came of it."""

from workshops.models.aftermath import (
    CalendarFeed,
    EventPhoto,
    EventReport,
    SurveyAnswer,
    SurveyQuestion,
    SurveyReply,
)
from workshops.models.attendance import AidNote, Attendance, Participant, Scan
from workshops.models.certificate import AttendanceCertificate, CertificateSeries
from workshops.models.delegation import Delegation, Invitation
from workshops.models.event import Event, Session
from workshops.models.knowledge import (
    Answer,
    Choice,
    KnowledgeTest,
    Question,
    Sitting,
    TestItem,
    Topic,
)
from workshops.models.meeting import MeetingGuest, MeetingReport, MeetingStay
from workshops.models.minutes import ActionItem, ActionNote, Minutes
from workshops.models.programme import Handout, Speaker, Stop

__all__ = [
    "ActionItem",
    "ActionNote",
    "AidNote",
    "Answer",
    "Attendance",
    "AttendanceCertificate",
    "CalendarFeed",
    "CertificateSeries",
    "Choice",
    "Delegation",
    "Event",
    "EventPhoto",
    "EventReport",
    "Handout",
    "Invitation",
    "KnowledgeTest",
    "MeetingGuest",
    "MeetingReport",
    "MeetingStay",
    "Minutes",
    "Participant",
    "Question",
    "Scan",
    "Session",
    "Sitting",
    "Speaker",
    "Stop",
    "SurveyAnswer",
    "SurveyQuestion",
    "SurveyReply",
    "TestItem",
    "Topic",
]
