"""Applications as they stood at the end of a past day: their status, and the places they held."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db.models import OuterRef, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from certification.enums import Place, Status
from certification.models import Movement, StatusChange
from certification.models.application import ApplicationQuerySet
from certification.workflow import PLACE_STATUSES


def with_status_at(
    applications: ApplicationQuerySet, moment: datetime.datetime
) -> ApplicationQuerySet:
    """All of them, each with its `status_then`: what it was at a moment."""
    trail = StatusChange.objects.filter(application=OuterRef("pk"), at__lt=moment)
    latest = trail.order_by("-at", "-pk").values("to_status")[:1]
    return applications.annotate(status_then=Coalesce(Subquery(latest), Value(Status.DRAFT.value)))


def holding(
    applications: ApplicationQuerySet,
    place: Place,
    levels: Mapping[str, Any],
    *,
    moment: datetime.datetime | None = None,
) -> ApplicationQuerySet:
    """Those with such a place of these levels: as many as the ledger counts there.

    Args:
        levels: fields of an allocation, e.g. `region_id`; none for all levels.
        moment: by the movements until then; None for this moment.
    """
    where = {f"allocation__{name}": value for name, value in levels.items()}
    if moment is None:
        return applications.filter(status__in=PLACE_STATUSES[place], **where)
    movements = Movement.objects.filter(at__lt=moment, application__isnull=False, **where)
    held = movements.order_by().values("application").annotate(left=Sum(place.value))
    return applications.filter(pk__in=held.filter(left__gt=0).values("application"))
