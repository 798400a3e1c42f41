"""The number by which calendars and messages know that an event is no longer what it was."""

from django.utils import timezone

from workshops.models import Event


def note_change(event: Event, *, has_moved: bool) -> None:
    """Counts one more revision of an event that the caller holds locked.

    Args:
        has_moved: time or place changed, so that whoever was told them is told again.
    """
    event.revision += 1
    event.changed_at = timezone.now()
    if has_moved:
        event.moved_revision = event.revision
    event.save(update_fields=["revision", "changed_at", "moved_revision"])
