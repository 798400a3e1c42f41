"""Reminders: the rules, and what reached whom."""

from reports.models.reminder import Reminder, ReminderRule

__all__ = ["Reminder", "ReminderRule"]
