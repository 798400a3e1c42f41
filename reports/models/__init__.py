"""What leaves the portal: letters, reminders, shared pages, monthly reports."""

from reports.models.escalation import Escalation, EscalationRule
from reports.models.event_programme import EventProgramme
from reports.models.indicator import Indicator, IndicatorTarget
from reports.models.letter import Letter, LetterBatch
from reports.models.letter_template import LetterTemplate
from reports.models.letterhead import Letterhead, NumberSeries, Signer
from reports.models.monthly import MonthlyReport, Subscription
from reports.models.reminder import ProgrammeReminderRule, Reminder, ReminderRule
from reports.models.sharing import ShareLink
from reports.models.target_light import TargetLight
from reports.models.whatsapp import OptOut, Tap, WhatsAppMessage

__all__ = [
    "Escalation",
    "EscalationRule",
    "EventProgramme",
    "Indicator",
    "IndicatorTarget",
    "Letter",
    "LetterBatch",
    "LetterTemplate",
    "Letterhead",
    "MonthlyReport",
    "NumberSeries",
    "OptOut",
    "ProgrammeReminderRule",
    "Reminder",
    "ReminderRule",
    "ShareLink",
    "Signer",
    "Subscription",
    "Tap",
    "TargetLight",
    "WhatsAppMessage",
]
