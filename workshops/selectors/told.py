"""Who was told when and where an event is."""

from workshops.models import Event

# Reminder rules whose text names time and place; `reports` keeps their rows.
TELLS_TIME = ("event-tomorrow", "event-moved")


def told_count(event: Event) -> int:
    """How many addresses know time and place by a message of the portal."""
    sent = event.reminders.filter(rule__in=TELLS_TIME, status="sent")
    return sent.values("address").distinct().count()
