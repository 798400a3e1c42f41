"""Two addresses for whoever watches the portal. They tell states and counts, never details."""

from typing import Any

from django.db import DatabaseError, connection
from django.db.models import Min
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from halalportal.lib.access import public
from halalportal.outbox.models import Entry


@public
@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Answers that the process lives; asks nothing of the database."""
    return JsonResponse({"status": "ok"})


@public
@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Answers 200 with the age of the oldest overdue outbox row, 503 without a database."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        state: dict[str, Any] = {
            "status": "ok",
            "database": "ok",
            "outbox_age_seconds": outbox_age(),
        }
    except DatabaseError:
        return JsonResponse({"status": "unavailable", "database": "unavailable"}, status=503)
    return JsonResponse(state)


def outbox_age() -> int:
    """Returns for how many seconds the oldest waiting outbox row has been due, 0 when none is."""
    now = timezone.now()
    oldest = (
        Entry.objects.waiting().filter(not_before__lte=now).aggregate(at=Min("not_before"))["at"]
    )
    return int((now - oldest).total_seconds()) if oldest else 0
