"""The reminder rules of events for the tests of this app."""

from importlib import import_module

from reports.models import ReminderRule

MIGRATIONS = (
    "0011_event_moved_rule",
    "0012_decision_reminders",
    "0014_invitation_reminders",
    "0024_more_reminder_rules",
)


def restore() -> None:
    """The rules of events, also after a test that emptied the tables."""
    for name in MIGRATIONS:
        for rule in import_module(f"reports.migrations.{name}").RULES:
            ReminderRule.objects.update_or_create(code=rule["code"], defaults=rule)
    link = import_module("reports.migrations.0013_tomorrow_carries_the_link")
    ReminderRule.objects.filter(code="event-tomorrow").update(body=link.AFTER)
