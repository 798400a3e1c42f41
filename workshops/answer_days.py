"""Until when an invitation can be answered."""

import datetime

from workshops.models import Event


def is_open(event: Event, now: datetime.datetime) -> bool:
    """Until the end of the last day for answers, and never once the event has begun."""
    if now >= event.starts_at:
        return False
    return event.answer_by is None or now.astimezone(event.zone).date() <= event.answer_by
