"""What comes next for an officer who checks one application after the other."""

from django.db.models import Q

from accounts.models import User
from certification.enums import Status
from certification.models import Application


def next_to_check(user: User, application: Application) -> str | None:
    """The number of the next one in the queue that the person may accept; None when none is left.

    After the last one it begins again with the longest waiting, which may have been skipped.

    Args:
        application: the one that the person looks at, as it stood before the decision.
    """
    waiting = (
        Application.objects.visible_to(user)
        .in_status(Status.SUBMITTED)
        .exclude(pk=application.pk)
        .exclude(created_by=user)
        .exclude(submitted_by=user)
        .order_by("status_changed_at", "pk")
    )
    at = application.status_changed_at
    later = Q(status_changed_at__gt=at) | Q(status_changed_at=at, pk__gt=application.pk)
    numbers = waiting.values_list("number", flat=True)
    return numbers.filter(later).first() or numbers.first()
