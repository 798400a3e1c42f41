"""The minutes of a meeting: who led it and what was said."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from halalportal.audit import services as audit
from workshops.models import Event, Minutes
from workshops.services.locking import lock


@transaction.atomic
def write(*, event: Event, chair: str, text: str, by: User) -> Minutes:
    """Writes the minutes, or writes them anew; the audit keeps who did and when."""
    event = lock(event.pk, by=by)
    minutes, _ = Minutes.objects.update_or_create(
        event=event,
        defaults={"chair": chair, "text": text, "changed_at": timezone.now(), "changed_by": by},
    )
    audit.record(action="minutes.written", subject=event, by=by, length=len(text))
    return minutes
