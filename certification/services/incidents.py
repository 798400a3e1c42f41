"""Outages of SiHalal or OSS: written down once, with every case that they block."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Value
from django.db.models.functions import Greatest
from django.utils import timezone

from accounts.models import User
from certification.enums import Status
from certification.errors import IncidentRunningError, IncidentTimeError, ObstacleResolvedError
from certification.models import Application, Incident, Obstacle, ObstacleCause
from certification.rules import can_block_cases, can_end_incident, can_record_incident
from halalportal.audit import services as audit
from halalportal.audit.models import AuditEntry
from regions.models import Region

CAUSE = "sihalal"
BATCH = 1_000


@transaction.atomic
def start(
    *,
    system: str,
    started_at: datetime.datetime,
    note: str = "",
    with_in_sihalal: bool = False,
    by: User,
) -> Incident:
    """Writes an outage down and blocks the person's cases that are ready for SiHalal.

    Args:
        with_in_sihalal: also those that are in SiHalal already.

    Raises:
        IncidentRunningError: the province has written it down already.
        IncidentTimeError: it begins in the future.
    """
    if not can_record_incident(by):
        raise PermissionDenied
    if started_at > timezone.now():
        raise IncidentTimeError
    region = Region.objects.get(pk=by.scope.region_code[:2])
    incident = _create(
        system=system, region=region, started_at=started_at, note=note, reported_by=by
    )
    audit.record(action="incident.started", subject=incident, by=by, system=system)
    block(incident=incident, with_in_sihalal=with_in_sihalal, by=by)
    return incident


@transaction.atomic
def block(*, incident: Incident, with_in_sihalal: bool = False, by: User) -> int:
    """Adds the person's cases that wait for SiHalal now; returns how many are new.

    A case with an open obstacle keeps that one. Running twice adds nothing.
    """
    if not can_block_cases(by, incident):
        raise PermissionDenied
    locked = _lock_running(incident)
    blocked = _waiting(by, with_in_sihalal)
    cause = ObstacleCause.objects.get(pk=CAUSE)
    made = Obstacle.objects.bulk_create(
        (
            Obstacle(
                application_id=pk,
                programme_id=programme,
                cause=cause,
                incident=locked,
                since=max(locked.started_at, changed_at),
                reported_by=by,
                next_actor=cause.next_actor,
            )
            for pk, programme, changed_at in blocked
        ),
        batch_size=BATCH,
    )
    _record("obstacle.reported", made, by, locked)
    return len(made)


@transaction.atomic
def end(*, incident: Incident, ended_at: datetime.datetime, by: User) -> int:
    """Ends an outage and resolves the obstacles that it made; returns how many.

    Raises:
        ObstacleResolvedError: it has ended already.
        IncidentTimeError: it would end before it began, or in the future.
    """
    if not can_end_incident(by, incident):
        raise PermissionDenied
    locked = _lock_running(incident)
    if not locked.started_at <= ended_at <= timezone.now():
        raise IncidentTimeError
    locked.ended_at, locked.ended_by = ended_at, by
    locked.save(update_fields=["ended_at", "ended_by"])
    still_open = locked.obstacles.open().select_for_update().order_by("pk")
    blocked = list(still_open.only("pk", "application_id", "cause_id"))
    Obstacle.objects.filter(pk__in=[obstacle.pk for obstacle in blocked]).update(
        resolved_at=Greatest("since", Value(ended_at)),
        resolved_by=by,
        resolution=f"Gangguan {locked.system} berakhir.",
    )
    audit.record(action="incident.ended", subject=locked, by=by, resolved=len(blocked))
    _record("obstacle.resolved", blocked, by, locked)
    return len(blocked)


def _create(*, system: str, region: Region, **fields: object) -> Incident:
    try:
        with transaction.atomic():
            return Incident.objects.create(system=system, region=region, **fields)
    except IntegrityError as error:
        running = Incident.objects.running().get(system=system, region=region)
        raise IncidentRunningError(system, running.started_at, region.time_zone) from error


def _waiting(by: User, with_in_sihalal: bool) -> list[tuple[int, int, datetime.datetime]]:
    """Locked cases of the person without an open obstacle: (pk, programme, since when).

    The lock comes first and the obstacles are read after it: whoever reports one meanwhile holds
    the same lock.
    """
    statuses = [Status.READY, *([Status.IN_SIHALAL] if with_in_sihalal else [])]
    cases = Application.objects.visible_to(by).in_status(*statuses).order_by("pk")
    rows = list(
        cases.select_for_update(of=("self",)).values_list("pk", "programme", "status_changed_at")
    )
    held = Obstacle.objects.open().filter(application__in=[pk for pk, *_ in rows])
    taken = set(held.values_list("application_id", flat=True))
    return [row for row in rows if row[0] not in taken]


def _lock_running(incident: Incident) -> Incident:
    locked = Incident.objects.select_for_update().get(pk=incident.pk)
    if locked.ended_at:
        raise ObstacleResolvedError
    return locked


def _record(action: str, obstacles: Iterable[Obstacle], by: User, incident: Incident) -> None:
    AuditEntry.objects.bulk_create(
        (
            AuditEntry(
                action=action,
                actor=by,
                subject_type=Obstacle._meta.label_lower,
                subject_id=str(obstacle.pk),
                data={
                    "application": obstacle.application_id,
                    "cause": obstacle.cause_id,
                    "incident": incident.pk,
                },
            )
            for obstacle in obstacles
        ),
        batch_size=BATCH,
    )
