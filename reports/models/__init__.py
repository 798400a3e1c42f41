"""Reminders: the rules, and what reached whom."""

from reports.models.escalation import Escalation, EscalationRule
from reports.models.reminder import Reminder, ReminderRule

__all__ = ["Escalation", "EscalationRule", "Reminder", "ReminderRule"]
