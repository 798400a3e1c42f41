"""What holds an application up: written down, followed up, resolved."""

import datetime
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from certification.enums import Status
from certification.errors import (
    CaseClosedError,
    ObstacleDayError,
    ObstacleOpenError,
    ObstacleResolvedError,
)
from certification.models import Application, Obstacle, ObstacleCause
from certification.rules import can_record_obstacle
from certification.workflow import OPEN
from halalportal.audit import services as audit

CLOSED_WITH_CASE = {
    Status.ISSUED: "Sertifikat terbit, jadi kendala ini ditutup.",
    Status.STOPPED: "Pengajuan dihentikan, jadi kendala ini ditutup.",
}


@transaction.atomic
def report(
    *,
    application: Application,
    cause: ObstacleCause,
    note: str = "",
    since: datetime.date | None = None,
    next_actor: str = "",
    follow_up: str = "",
    follow_up_by: datetime.date | None = None,
    by: User,
) -> Obstacle:
    """Writes down the one cause that holds the application up.

    Args:
        since: a day from the submission on; None for this moment.
        next_actor: a role; "" for the one that usually acts on the cause.

    Raises:
        CaseClosedError: the application is issued or stopped.
        ObstacleOpenError: it has an open obstacle.
        ObstacleDayError: the day lies before the submission or in the future.
    """
    locked = _lock(application, by)
    if locked.status not in OPEN:
        raise CaseClosedError
    if present := locked.obstacles.open().select_related("cause").first():
        raise ObstacleOpenError(present.cause.label)
    obstacle = Obstacle.objects.create(
        application=locked,
        programme=locked.programme,
        cause=cause,
        note=note,
        since=_moment(locked, since),
        reported_by=by,
        next_actor=next_actor or cause.next_actor,
        follow_up=follow_up,
        follow_up_by=follow_up_by,
    )
    audit.record(
        action="obstacle.reported",
        subject=obstacle,
        by=by,
        application=locked.pk,
        cause=cause.pk,
        next_actor=obstacle.next_actor,
    )
    return obstacle


@transaction.atomic
def follow_up(
    *,
    obstacle: Obstacle,
    next_actor: str,
    follow_up: str = "",
    follow_up_by: datetime.date | None = None,
    by: User,
) -> Obstacle:
    """Says who acts next, on what, by when.

    Raises:
        ObstacleResolvedError: it is resolved already.
    """
    locked = _lock_open(obstacle, by)
    locked.next_actor, locked.follow_up = next_actor, follow_up
    locked.follow_up_by = follow_up_by
    locked.save(update_fields=["next_actor", "follow_up", "follow_up_by"])
    day = follow_up_by.isoformat() if follow_up_by else ""
    audit.record(
        action="obstacle.followed_up", subject=locked, by=by, next_actor=next_actor, until=day
    )
    return locked


@transaction.atomic
def resolve(*, obstacle: Obstacle, resolution: str, by: User) -> Obstacle:
    """Says how the obstacle went away.

    Raises:
        ObstacleResolvedError: it is resolved already.
    """
    return _close(_lock_open(obstacle, by), resolution, by)


def close_with_case(application: Application, *, by: User) -> None:
    """Resolves what is open when the application reaches its end; its row is locked already."""
    sentence = CLOSED_WITH_CASE.get(Status(application.status))
    open_ones = application.obstacles.open().select_for_update()
    if sentence and (present := open_ones.first()):
        _close(present, sentence, by)


def reopen_with_case(application: Application, *, since: datetime.datetime, by: User) -> None:
    """Opens what was closed because the case was stopped at `since`; not if its outage is over."""
    closed = application.obstacles.filter(
        resolution=CLOSED_WITH_CASE[Status.STOPPED], resolved_at__gte=since
    ).exclude(incident__ended_at__isnull=False)
    for obstacle in closed.select_for_update(of=("self",)):
        obstacle.resolved_at = obstacle.resolved_by = None
        obstacle.resolution = ""
        obstacle.save(update_fields=["resolved_at", "resolved_by", "resolution"])
        audit.record(
            action="obstacle.reopened", subject=obstacle, by=by, application=application.pk
        )


def _close(obstacle: Obstacle, resolution: str, by: User) -> Obstacle:
    # An obstacle of an outage may have been dated by another clock than ours.
    obstacle.resolved_at = max(timezone.now(), obstacle.since)
    obstacle.resolved_by, obstacle.resolution = by, resolution
    obstacle.save(update_fields=["resolved_at", "resolved_by", "resolution"])
    audit.record(
        action="obstacle.resolved",
        subject=obstacle,
        by=by,
        application=obstacle.application_id,
        cause=obstacle.cause_id,
    )
    return obstacle


def _lock(application: Application, by: User) -> Application:
    """The application's row is the lock of its obstacles, as it is of its steps."""
    rows = Application.objects.select_for_update(of=("self",))
    locked = rows.select_related("business", "regency").get(pk=application.pk)
    if not can_record_obstacle(by, locked):
        raise PermissionDenied
    return locked


def _lock_open(obstacle: Obstacle, by: User) -> Obstacle:
    _lock(obstacle.application, by)
    fresh = Obstacle.objects.select_for_update().get(pk=obstacle.pk)
    if fresh.resolved_at:
        raise ObstacleResolvedError
    return fresh


def _moment(application: Application, day: datetime.date | None) -> datetime.datetime:
    """When the obstacle began: now, or on a day that lies in the application's own time."""
    now = timezone.now()
    if day is None:
        return now
    zone = ZoneInfo(application.regency.time_zone)
    begun = application.submitted_at or application.created_at
    first = timezone.localdate(begun, timezone=zone)
    if not first <= day <= timezone.localdate(now, timezone=zone):
        raise ObstacleDayError(first)
    return max(datetime.datetime.combine(day, datetime.time(), zone), begun)
