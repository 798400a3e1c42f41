"""What must always be true of obstacles and outages."""

from collections.abc import Iterator

from django.db.models import F

from certification.models import Incident, Obstacle
from certification.workflow import OPEN


def check() -> Iterator[str]:
    """Yields each violation in one sentence; nothing when all is well."""
    yield from _open_ones_hold_open_cases()
    yield from _ended_incidents_hold_nothing()
    yield from _resolutions_say_how()
    yield from _blocked_cases_lie_in_the_province()


def _open_ones_hold_open_cases() -> Iterator[str]:
    wrong = Obstacle.objects.open().exclude(application__status__in=OPEN)
    for pk, application in wrong.values_list("pk", "application_id"):
        yield f"obstacle {pk} is open, but application {application} has come to its end"


def _ended_incidents_hold_nothing() -> Iterator[str]:
    wrong = Obstacle.objects.open().filter(incident__ended_at__isnull=False)
    for pk, incident in wrong.values_list("pk", "incident_id"):
        yield f"obstacle {pk} is open, but incident {incident} has ended"


def _resolutions_say_how() -> Iterator[str]:
    resolved = Obstacle.objects.exclude(resolved_at=None)
    wrong = resolved.filter(resolved_by=None) | resolved.filter(resolution="")
    for pk in wrong.values_list("pk", flat=True):
        yield f"obstacle {pk} is resolved, but not by whom or how"


def _blocked_cases_lie_in_the_province() -> Iterator[str]:
    """An outage is written down per province and blocks cases of that province alone."""
    for pk, code in Incident.objects.values_list("pk", "region_id"):
        if len(code) > 2:
            yield f"incident {pk} belongs to {code}, which is no province"
    blocked = Obstacle.objects.exclude(incident=None)
    wrong = blocked.exclude(application__regency__parent=F("incident__region"))
    for pk in wrong.values_list("pk", flat=True):
        yield f"obstacle {pk} hangs on an incident of another province"
